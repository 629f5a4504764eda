package io.jenkins.plugins.redundancy.steps;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.report.SarifWriter;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanPublisher;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What goes out of a build once its scan's result is kept. Blocking, repeatable. */
final class ScanDelivery {

    private static final Logger LOGGER = Logger.getLogger(ScanDelivery.class.getName());

    /** How long a scan waits for one who shows it elsewhere: some wait an hour for a host that limits the rate. */
    private static Duration patience = Duration.ofMinutes(1);

    private final StepContext context;
    private final Scan scan;
    private final Consumer<String> log;

    /** @param log of the build */
    ScanDelivery(StepContext context, Scan scan, Consumer<String> log) {
        this.context = context;
        this.scan = scan;
        this.log = log;
    }

    /** For tests. */
    static Duration setPatience(Duration other) {
        Duration before = patience;
        patience = other;
        return before;
    }

    /** @throws AbortException when the merged report is not where it is wanted; an older one may lie there */
    void write(ScanResult result) throws IOException, InterruptedException {
        String path = scan.mergedSarif();
        if (path == null) {
            return;
        }
        FilePath workspace = context.get(FilePath.class);
        if (workspace == null) {
            throw new AbortException("mergedSarif: the agent is gone, and the workspace with it");
        }
        workspace.mkdirs();
        if (!workspace.isDescendant(path)) {
            throw new AbortException("mergedSarif: '" + path + "' is outside of the workspace: a link leads there");
        }
        try (OutputStream out = workspace.child(path).write()) {
            SarifWriter.write(result.merged().withoutAbsent(), result.quorate(), result.notices(), out);
        } catch (IOException x) {
            AbortException told =
                    new AbortException("mergedSarif: '" + path + "' cannot be written: " + x.getMessage());
            told.initCause(x);
            throw told;
        }
    }

    /** Never fails: a scan is what it is, whoever can be told. */
    void publish(ScanResult result) throws IOException, InterruptedException {
        if (scan.skipPublishingChecks()) {
            return;
        }
        Run<?, ?> run = context.get(Run.class);
        for (ScanPublisher publisher : ExtensionList.lookup(ScanPublisher.class)) {
            try {
                Background.runWithin(patience, () -> publisher.publish(run, scan.id(), result, context));
            } catch (ExecutionException x) {
                failed(run, publisher, x.getCause());
            } catch (TimeoutException x) {
                failed(run, publisher, new IOException("it took more than " + patience.toSeconds() + " s", x));
            }
        }
    }

    private void failed(Run<?, ?> run, ScanPublisher publisher, Throwable why) {
        LOGGER.log(Level.WARNING, why, () -> publisher + " cannot publish scan " + scan.id() + " of " + run);
        // what a host answers may hold an address with a token in it
        log.accept("the scan is not published by " + publisher.getClass().getSimpleName() + " ("
                + why.getClass().getSimpleName() + "); the log of Jenkins has the reason");
    }
}
