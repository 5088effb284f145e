package org.lakehousereplay.flink.connector;

import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.source.legacy.RichSourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.generated.GeneratedWatermarkGeneratorSupplier.DefaultWatermarkGenerator;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.lakehousereplay.spi.LateRow;

/**
 * A source that hands out rows when its replay says so. It emits the watermark of every row behind that row, so that
 * what is late does not depend on the speed of the machine, and tells which rows arrive behind it.
 *
 * <p>Keeps no state of its own: how far it has come is part of the {@link Exchange}.
 */
@SuppressWarnings("deprecation") // The only kind of source that one thread can drive row by row.
public final class StepSource extends RichSourceFunction<RowData> {

    private static final long serialVersionUID = 1L;

    private final String instance;
    private final boolean stepwise;
    private final WatermarkStrategy<RowData> watermarks;
    private transient WatermarkGenerator<RowData> generator;
    private transient long watermark;
    private transient long emitted;
    private transient volatile Thread thread;
    private transient volatile boolean cancelled;

    StepSource(String instance, boolean stepwise, WatermarkStrategy<RowData> watermarks) {
        this.instance = instance;
        this.stepwise = stepwise;
        this.watermarks = watermarks;
    }

    /** The name of its gate. */
    public String instance() {
        return instance;
    }

    @Override
    public void open(OpenContext context) {
        watermark = Long.MIN_VALUE;
        emitted = Long.MIN_VALUE;
        if (stepwise && watermarks != null) {
            generator = watermarks.createWatermarkGenerator(
                    new GeneratorContext(getRuntimeContext().getMetricGroup()));
        }
    }

    @Override
    public void run(SourceContext<RowData> context) throws Exception {
        thread = Thread.currentThread();
        Exchange registered = Exchange.of(getRuntimeContext().getJobInfo().getJobId());
        StepGate gate = registered.gate(instance);
        Output output = new Output(registered, gate, context);
        if (!stepwise) {
            gate.feed().emit(Integer.MAX_VALUE, output);
            return;
        }
        while (!cancelled) {
            StepGate.Step step;
            try {
                step = gate.next();
            } catch (InterruptedException stopped) {
                if (cancelled) {
                    return;
                }
                throw stopped;
            }
            if (step.increment() == StepGate.Step.FINISH) {
                step.done().complete(false);
                return;
            }
            step.done().complete(gate.feed().emit(step.increment(), output));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Hands rows to Flink, each followed by its watermark. */
    private final class Output implements Feed.Rows, WatermarkOutput {

        private final Exchange registered;
        private final StepGate gate;
        private final SourceContext<RowData> context;

        Output(Exchange registered, StepGate gate, SourceContext<RowData> context) {
            this.registered = registered;
            this.gate = gate;
            this.context = context;
        }

        @Override
        public void take(RowData row, long number) throws InterruptedException {
            if (cancelled) {
                throw new InterruptedException("the job is stopped");
            }
            synchronized (context.getCheckpointLock()) {
                context.collect(row);
                if (generator != null) {
                    advance(row, number);
                }
            }
        }

        private void advance(RowData row, long number) {
            // Operators restore how far time was before a restart; the source starts anew.
            long passed = gate.watermark();
            if (passed != Long.MIN_VALUE && generator instanceof DefaultWatermarkGenerator generated) {
                long time = generated.extractTimestamp(row);
                if (time < passed) {
                    String source = registered.name(gate.table());
                    registered.late(
                            new LateRow(source, number, Instant.ofEpochMilli(time), Instant.ofEpochMilli(passed)));
                }
            }
            generator.onEvent(row, Long.MIN_VALUE, this);
            generator.onPeriodicEmit(this);
            if (watermark > emitted) {
                emitted = watermark;
                gate.watermark(emitted);
                context.emitWatermark(new Watermark(watermark));
            }
        }

        @Override
        public void emitWatermark(org.apache.flink.api.common.eventtime.Watermark next) {
            watermark = Math.max(watermark, next.getTimestamp());
        }

        @Override
        public void markIdle() {
            // A source that has nothing to say waits for its next step; it is never idle.
        }

        @Override
        public void markActive() {
            // See markIdle.
        }
    }

    private record GeneratorContext(MetricGroup metrics) implements WatermarkGeneratorSupplier.Context {

        @Override
        public MetricGroup getMetricGroup() {
            return metrics;
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return SystemClock.getInstance();
        }
    }
}
