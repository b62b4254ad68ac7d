# One image for every service: the arguments are those of ./hawkeye, such as `detect --config /etc/hawkeye/hawkeye.yaml`.
# Runs as user 10001 on a read-only file system; what may be written is /var/lib/hawkeye and /tmp.

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -q package -Drun.only -pl app -am
RUN deploy/image/lay-out /src/app/target /opt/hawkeye
COPY app/launch app/lay-out-classes deploy/image/ready /opt/hawkeye/
# The small model that knows the streets of `synthetic:street`, and nothing else.
COPY app/src/main/resources/dev/hawkeye/app/demo/street.onnx /opt/hawkeye/models/

FROM eclipse-temurin:17.0.17_10-jre-noble
RUN useradd --uid 10001 --user-group --no-log-init --home-dir /var/lib/hawkeye --create-home --shell /usr/sbin/nologin hawkeye
COPY --from=build /opt/hawkeye /opt/hawkeye
COPY deploy/image/hawkeye /usr/local/bin/
# With the Java and the files that it will start with, or the archive would be passed over.
RUN /opt/hawkeye/lay-out-classes java /opt/hawkeye /tmp/rehearsal.log && rm -rf /opt/hawkeye/lay-out-classes /tmp/*
# The default data-directory is relative to it.
WORKDIR /var/lib/hawkeye
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["/opt/hawkeye/ready"]
ENTRYPOINT ["hawkeye"]
CMD ["--help"]
