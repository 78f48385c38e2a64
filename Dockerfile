# One image for migrate, web, worker and beat; docker-compose.yml says which command runs where.
# Needs no network where wheelhouse/ holds what requirements/base.txt pins:
#   pip download --require-hashes -r requirements/base.txt -d wheelhouse
#   docker build --build-arg PIP_OPTIONS=--no-index .
ARG BASE_IMAGE=docker.io/library/python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS build
ARG PIP_OPTIONS=""
COPY requirements/base.txt wheelhous[e]/ /wheels/
RUN python3 -m venv /opt/rareshare \
 && /opt/rareshare/bin/pip install --no-cache-dir --disable-pip-version-check --no-input \
      ${PIP_OPTIONS} --find-links /wheels --require-hashes -r /wheels/base.txt
WORKDIR /srv/rareshare
COPY . .
# The static files get names with hashes and a compressed twin; the settings are production's.
RUN STATIC_ROOT=/srv/rareshare/static /opt/rareshare/bin/python tools/collect_static.py \
 && rm -r tools requirements \
 && /opt/rareshare/bin/python -m compileall -q /srv/rareshare

FROM ${BASE_IMAGE}
RUN groupadd --gid 10001 rareshare \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin rareshare
COPY --from=build /opt/rareshare /opt/rareshare
COPY --from=build /srv/rareshare /srv/rareshare
WORKDIR /srv/rareshare
ENV PATH=/opt/rareshare/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RARESHARE_MODE=production \
    STATIC_ROOT=/srv/rareshare/static
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--config", "python:rareshare.gunicorn"]
