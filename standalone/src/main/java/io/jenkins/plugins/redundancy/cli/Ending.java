package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tells people or machines how it ended. */
record Ending(Terminal terminal, ScanResult result, boolean json) {

    /** @return the exit code */
    int tell(List<Path> files, Map<Integer, Integer> findings, Map<Integer, Path> logs) {
        Summary summary = new Summary(terminal, result);
        if (!json) {
            summary.print(files, findings, logs);
            return summary.exitCode();
        }
        JsonProgress.event(terminal.out(), "finished", out -> {
            out.writeStringField("name", result.name());
            out.writeStringField("outcome", result.outcome());
            if (result.verdict() != null) {
                out.writeStringField("reason", PlainText.of(result.verdict().reason(), 1000));
            }
            out.writeStringField(
                    "gate",
                    result.gate() == null
                            ? "undecided"
                            : result.gate().outcome().name().toLowerCase(java.util.Locale.ROOT));
            out.writeStringField("gateReason", PlainText.of(result.gateSentence(), 1000));
            out.writeNumberField("confirmed", result.confirmed());
            out.writeNumberField("singleSource", result.singleSource());
            out.writeNumberField("new", result.fresh());
            out.writeNumberField("exitCode", summary.exitCode());
            out.writeArrayFieldStart("files");
            for (Path file : files) {
                out.writeString(file.toString());
            }
            out.writeEndArray();
        });
        return summary.exitCode();
    }
}
