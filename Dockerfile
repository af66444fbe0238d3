# docker build --tag appxlint .
# docker run --rm --volume "$PWD:/project:ro" appxlint check
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv --without-pip /opt/appxlint \
    && python -m pip --python /opt/appxlint/bin/python install --no-cache-dir --disable-pip-version-check --compile /source

FROM python:3.13-slim
COPY --from=build /opt/appxlint /opt/appxlint
# The standard library comes uncompiled, and nobody may write beside it later: each start would compile it anew.
RUN python -m compileall -q -x '/(test|idlelib|lib2to3|turtledemo|site-packages)/' /usr/local/lib/python3.13 \
    && useradd --system --no-create-home --uid 10001 appxlint
ENV PATH="/opt/appxlint/bin:$PATH" \
    APPXLINT_CACHE_DIR=""
USER 10001
WORKDIR /project
ENTRYPOINT ["appxlint"]
CMD ["check"]
