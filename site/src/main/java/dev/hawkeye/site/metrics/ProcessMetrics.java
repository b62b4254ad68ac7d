package dev.hawkeye.site.metrics;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;
import dev.hawkeye.metrics.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * The metrics that a process serves over HTTP: the registry that its services use, and the metrics of the process
 * itself, until {@link #close()}. Thread-safe.
 */
public final class ProcessMetrics implements AutoCloseable {
    /** The metrics of every process, besides Micrometer's own. */
    public static final MetricGroup ALL = new MetricGroup("Every process");

    static final Metric RESIDENT_BYTES = ALL.gauge(
            "hawkeye.process.resident.bytes",
            "bytes",
            "Physical memory of the whole process, native and heap: ONNX Runtime, FFmpeg, OpenCV, Java;"
                    + " excluding file-backed pages, such as libraries, which the machine can reclaim");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** Starts collecting. */
    public ProcessMetrics() {
        new Readings(registry).follow(RESIDENT_BYTES, Pointer::physicalBytes);
        garbageCollection.bindTo(registry);
        List.of(
                        new JvmInfoMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** The registry for the metrics of services. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Returns the current values. */
    PrometheusMeterRegistry prometheus() {
        return registry;
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
