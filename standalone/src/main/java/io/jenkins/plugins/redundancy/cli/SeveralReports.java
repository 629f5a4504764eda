package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads reports side by side, one per processor: nothing of one is needed for another. */
final class SeveralReports {

    /** What one argument holds. */
    interface Reading {
        List<ToolReport> read() throws IOException;
    }

    private SeveralReports() {}

    /** In the order they were given in; the first one that cannot be read, in that order, is the error. */
    static List<List<ToolReport>> read(List<Reading> readings) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(Math.max(1, Math.min(processors, readings.size())));
        try {
            List<Future<List<ToolReport>>> started = new ArrayList<>();
            for (Reading reading : readings) {
                started.add(readers.submit(reading::read));
            }
            List<List<ToolReport>> read = new ArrayList<>();
            for (Future<List<ToolReport>> one : started) {
                read.add(outcome(one));
            }
            return read;
        } finally {
            readers.shutdownNow();
        }
    }

    private static List<ToolReport> outcome(Future<List<ToolReport>> reading) throws IOException {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reports were read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            } else if (e.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            throw (IOException) e.getCause();
        }
    }
}
