# One image for web, worker, beat and migrations.
FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
RUN useradd --system --create-home --uid 10001 vik
WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY --chown=root:root . .
# Static files are collected at build time; the values below open nothing.
RUN VIK_SECRET_KEY=build VIK_KEYRING='{"active":"1","keys":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"index":{"active":"1","keys":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}}' \
    VIK_SEAL_STORE=/tmp DATABASE_URL=postgresql://build/build VIK_AUDIT_DATABASE_URL=postgresql://build/build \
    python manage.py collectstatic --noinput --skip-checks
RUN mkdir -p /data/seals /data/documents /data/checkpoints && chown -R vik /data
USER vik
EXPOSE 8000
CMD ["script/web"]
