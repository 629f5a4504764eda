package io.jenkins.plugins.redundancy.pages;

import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Shows a scan outside of Jenkins. What it throws is logged, and changes nothing for the scan; what takes longer than
 * {@code steps} waits is interrupted.
 */
public abstract class ScanPublisher implements ExtensionPoint {

    /**
     * Called when the files of a scan are written, before its step ends; on a thread that may block, as the user the build
     * runs as. Called again for the same scan when a restart or a retry repeats its end.
     *
     * @param id of the scan
     * @param result of a scan that was run: it has a verdict; not to be kept
     * @param context of the step
     */
    public abstract void publish(Run<?, ?> run, String id, ScanResult result, StepContext context)
            throws IOException, InterruptedException;
}
