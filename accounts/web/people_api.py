"""The people I keep away from, as JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import operations, queries
from accounts.web.serializers import BlockIn, BlockKindIn, BlockOut
from rareshare.lib.access import Access
from rareshare.lib.api import Api


class BlocksApi(Api):
    """Whom I muted or blocked. Nobody else can read this."""

    access = Access.SIGNED_IN

    @extend_schema(responses=BlockOut(many=True))
    def get(self, request: Request) -> Response:
        """The newest first."""
        return self.list(queries.blocks_of(queries.person(request.user)), BlockOut)

    @extend_schema(request=BlockIn, responses={201: BlockOut})
    def post(self, request: Request) -> Response:
        """Mute or block somebody; the person named is never told."""
        asked, me = self.body(BlockIn), queries.person(request.user)
        other = queries.person_to_block(me, asked["person"])
        block = operations.block_person(other, by=me, kind=asked["kind"])
        return self.created(BlockOut(block).data, location=f"{request.path}{other.public_id}/")


class BlockApi(Api):
    """How I keep away from one person."""

    access = Access.SIGNED_IN

    @extend_schema(request=BlockKindIn, responses=BlockOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Mute instead of block, or the other way round."""
        me = queries.person(request.user)
        other = queries.person_to_block(me, public_id)
        block = operations.block_person(other, by=me, kind=self.body(BlockKindIn)["kind"])
        return self.ok(BlockOut(block).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """See and hear the person again."""
        me = queries.person(request.user)
        operations.unblock_person(queries.person_to_block(me, public_id), by=me)
        return self.no_content()
