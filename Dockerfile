# The suite in a container: docker build -t conformance . && docker run --rm -v "$PWD/sites:/suite/sites:ro" \
#   -v "$PWD/reports:/suite/reports" --env-file .env conformance --site sites/my-staging.yaml
FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /suite
RUN chown node:node /suite
# The image's own user, which is not root; a folder that is mounted for the reports must be writable for it (uid 1000).
USER node
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY --chown=node:node . .
ENTRYPOINT ["node", "bin/conformance.mjs"]
