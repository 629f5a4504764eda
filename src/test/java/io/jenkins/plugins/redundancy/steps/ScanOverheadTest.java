package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.sun.management.OperatingSystemMXBean;
import hudson.FilePath;
import hudson.model.Node;
import io.jenkins.plugins.analysis.core.model.IssuesDetail;
import io.jenkins.plugins.analysis.core.model.ResultAction;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a scan costs over its scanners, and who pays for it: against the same commands in plain Pipeline, in one run. The
 * figures of docs/performance.md are its log's.
 */
class ScanOverheadTest extends SharedJenkins {

    private static final Logger LOGGER = Logger.getLogger(ScanOverheadTest.class.getName());
    private static final int ROUNDS = Integer.getInteger("overhead.rounds", 3);
    private static final int FINDINGS = Integer.getInteger("overhead.findings", 1000);
    private static final List<String> TOOLS = List.of("alpha", "beta", "gamma");

    private static Node agent;

    @TempDir
    private Path reports;

    @Test
    void barelyMoreThanAHandWrittenParallel() throws Exception {
        write(100);
        List<List<Long>> times = byTurns(
                "scanners that only copy a report",
                parallel(TOOLS, tool -> copy(tool, tool + ".sarif")),
                scan("", TOOLS, tool -> copy(tool, "$REDUNDANCY_REPORT")));
        assertThat("ms more", median(times.get(1)) - median(times.get(0)), lessThan(6000L));
    }

    /** {@code bin/scanners} brings them; their ways through the sources differ, and with them the length of the runs. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @EnabledIfSystemProperty(
            named = "overhead.sources",
            matches = ".+",
            disabledReason = "needs Java sources: -Doverhead.sources=DIRECTORY, and bin/scanners on the PATH")
    void barelyMoreThanRealScannersAlone() throws Exception {
        String sources = new File(System.getProperty("overhead.sources")).getCanonicalPath();
        String copy = "sh 'test -d code || cp -R \"" + sources + "\" code'\n";
        Map<String, String> commands = Map.of(
                "pmd",
                        "pmd check -d code -R redundancy/java.xml --no-cache --no-progress --no-fail-on-violation -f sarif",
                "ast-grep", "ast-grep scan --redundancy --format sarif code || test $? -eq 1");
        List<List<Long>> times = byTurns(
                "PMD and ast-grep on " + sources,
                copy + parallel(commands.keySet(), tool -> "{ " + commands.get(tool) + "; } > " + tool + ".sarif"),
                copy + scan("", commands.keySet(), tool -> "{ " + commands.get(tool) + "; } > \"$REDUNDANCY_REPORT\""));
        assertThat("ms more", median(times.get(1)) - median(times.get(0)), lessThan(6000L));
    }

    /** Milliseconds of builds of both scripts, the first of each left out. */
    private static List<List<Long>> byTurns(String what, String bare, String ours) throws Exception {
        WorkflowJob first = Jobs.create(r, onAgent(bare));
        WorkflowJob second = Jobs.create(r, onAgent(ours));
        List<List<Long>> times = List.of(new ArrayList<>(), new ArrayList<>());
        r.buildAndAssertSuccess(first);
        r.buildAndAssertSuccess(second);
        List<Long> controller = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            times.get(0).add(r.buildAndAssertSuccess(first).getDuration());
            long before = ProcessorTime.millis();
            times.get(1).add(r.buildAndAssertSuccess(second).getDuration());
            controller.add(ProcessorTime.millis() - before);
        }
        LOGGER.info("overhead: " + what + ": parallel of sh " + times.get(0) + " ms, redundantScan " + times.get(1)
                + " ms, medians " + median(times.get(0)) + " and " + median(times.get(1))
                + "; processor time of the controller " + controller + " ms");
        return times;
    }

    @Test
    void agentDoesTheReading() throws Exception {
        write(FINDINGS);
        WorkflowJob bare = Jobs.create(r, onAgent(parallel(TOOLS, tool -> copy(tool, tool + ".sarif"))));
        WorkflowJob scan = Jobs.create(r, onAgent(scan("", TOOLS, tool -> copy(tool, "$REDUNDANCY_REPORT"))));
        r.buildAndAssertSuccess(bare);
        List<Long> there = new ArrayList<>();
        List<Long> here = new ArrayList<>();
        WorkflowRun run = null;
        // the first scan too: that is what a new agent costs
        for (int i = 0; i <= ROUNDS; i++) {
            long[] before = cpu();
            r.buildAndAssertSuccess(bare);
            long[] between = cpu();
            run = r.buildAndAssertSuccess(scan);
            long[] after = cpu();
            there.add(after[0] - between[0] - (between[0] - before[0]));
            here.add(after[1] - between[1] - (between[1] - before[1]));
        }
        LOGGER.info("overhead: a scan of " + TOOLS.size() + " reports with " + FINDINGS
                + " findings each takes the agent " + there + " ms and the controller " + here
                + " ms of processor time more than the bare commands");
        ScanAction action = ScanAction.of(run, "scan");
        assertThat(action.getConfirmed() + action.getSingleSource(), is((long) FINDINGS));
        assertThat("ms on the agent", there.get(0), greaterThan(0L));
    }

    /** The same merged report, shown by both in one Jenkins. */
    @Test
    void pagesBesideThoseOfWarningsNg() throws Exception {
        write(FINDINGS);
        String merged = scan("mergedSarif: 'merged.sarif', ", TOOLS, tool -> copy(tool, "$REDUNDANCY_REPORT"));
        WorkflowJob bare = Jobs.create(r, onAgent(merged));
        WorkflowJob both = Jobs.create(
                r, onAgent(merged + "recordIssues skipPublishingChecks: true, tool: sarif(pattern: 'merged.sarif')\n"));
        r.buildAndAssertSuccess(bare);
        long[] before = cpu();
        r.buildAndAssertSuccess(bare);
        long[] between = cpu();
        WorkflowRun run = r.buildAndAssertSuccess(both);
        long[] after = cpu();
        IssuesDetail theirs = (IssuesDetail) run.getAction(ResultAction.class).getTarget();
        String[] rows = {""};
        List<Long> rowTimes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            rows[0] = theirs.getTableRows("issues");
            rowTimes.add((System.nanoTime() - begin) / 1_000_000);
        }
        LOGGER.info("overhead: " + FINDINGS + " findings, milliseconds to the first byte: page "
                + firstByte(run, "redundancy-scan/")
                + ", fifty rows " + firstByte(run, "redundancy-scan/findings?length=50") + ", filtered "
                + firstByte(run, "redundancy-scan/findings?length=50&search=file7&sort=place") + "; warnings-ng's page "
                + firstByte(run, "sarif/") + ", all rows, before they are sent, " + rowTimes + ", "
                + rows[0].length() + " characters; recordIssues takes the controller "
                + (after[1] - between[1] - (between[1] - before[1])) + " ms and the agent "
                + (after[0] - between[0] - (between[0] - before[0])) + " ms of processor time");
        assertThat(theirs.getIssues().size(), is(FINDINGS));
    }

    private static List<Long> firstByte(WorkflowRun run, String path) throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS + 3; i++) {
            long begin = System.nanoTime();
            try (InputStream in = new URL(r.getURL(), run.getUrl() + path).openStream()) {
                in.read();
                times.add((System.nanoTime() - begin) / 1_000_000);
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return times.subList(3, times.size());
    }

    @BeforeAll
    static void agent() throws Exception {
        agent = Nodes.online(r, "a", TOOLS.size());
    }

    private static String onAgent(String steps) {
        return "node('a') {\n" + steps + "}";
    }

    /** @param command of each tool, in an {@code sh} */
    private static String parallel(Collection<String> tools, UnaryOperator<String> command) {
        return tools.stream()
                .map(tool -> "'" + tool + "': { sh '" + command.apply(tool) + "' }")
                .collect(Collectors.joining(", ", "parallel(", ", failFast: false)\n"));
    }

    /** @param arguments with a comma after each */
    private static String scan(String arguments, Collection<String> tools, UnaryOperator<String> command) {
        return tools.stream()
                .map(tool -> "scanner(name: '" + tool + "', weaknesses: ['sql-injection']) { sh '" + command.apply(tool)
                        + "' }\n")
                .collect(Collectors.joining(
                        "", "redundantScan(" + arguments + "required: 'all', gate: 'off') {\n", "}\n"));
    }

    private String copy(String tool, String target) {
        return "cp \"" + report(tool) + "\" \"" + target + "\"";
    }

    private Path report(String tool) {
        return reports.resolve(tool + ".sarif");
    }

    /** The same findings for all, over files of twenty. */
    private void write(int findings) throws IOException {
        for (String tool : TOOLS) {
            try (BufferedWriter out = Files.newBufferedWriter(report(tool), StandardCharsets.UTF_8)) {
                out.write("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"" + tool
                        + "\",\"rules\":[{\"id\":\"SQL\",\"properties\":{\"tags\":[\"external/cwe/cwe-089\"]}}]}},"
                        + "\"results\":[");
                for (int i = 0; i < findings; i++) {
                    out.write((i == 0 ? "" : ",") + "{\"ruleId\":\"SQL\",\"level\":\"warning\",\"message\":{\"text\":\""
                            + tool + " sees the statement of order " + i
                            + " put together from what a request says\"},\"locations\":[{\"physicalLocation\":"
                            + "{\"artifactLocation\":{\"uri\":\"src/main/java/shop/p" + i / 400 + "/File" + i / 20
                            + ".java\"},\"region\":{\"startLine\":" + (10 + i % 20 * 12)
                            + ",\"startColumn\":9,\"endColumn\":40}}}],\"partialFingerprints\":{\"line\":\""
                            + Integer.toHexString(i * 31 + tool.hashCode()) + "\"}}");
                }
                out.write("]}]}");
            }
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Processor time in milliseconds so far: the agent's, and this process', which is the controller. */
    private static long[] cpu() throws IOException, InterruptedException {
        FilePath root = agent.getRootPath();
        return new long[] {root.getChannel().call(new ProcessorTime()), ProcessorTime.millis()};
    }

    private static final class ProcessorTime extends MasterToSlaveCallable<Long, IOException> {

        private static final long serialVersionUID = 1L;

        static long millis() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
                    / 1_000_000;
        }

        @Override
        public Long call() {
            return millis();
        }
    }
}
