"""A cache whose absence slows the house down and stops nothing."""

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class ForgivingRedisCache(RedisCache):
    """Redis as a comfort: when it is down, reads miss and writes vanish. No limit, session or lock
    lives here, so nothing fails open."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The stored value, or `default` where there is none or Redis is away."""
        return self._forgiving(super().get, default, key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        """Store a value; lost silently where Redis is away."""
        self._forgiving(super().set, None, key, value, timeout, version)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        """True where the value was stored now."""
        return bool(self._forgiving(super().add, True, key, value, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """True where a value was removed."""
        return bool(self._forgiving(super().delete, False, key, version))

    def _forgiving(self, call: Any, otherwise: Any, *args: Any) -> Any:
        try:
            return call(*args)
        except RedisError as error:
            log.warning("cache away", error=type(error).__name__)
            return otherwise
