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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a scan costs over its scanners, and who pays for it: against the same commands in plain Pipeline, in one run. The
 * figures of docs/performance.md are its log's.
 */
class ScanOverheadTest extends SharedJenkins {

    private static final Logger LOGGER = Logger.getLogger(ScanOverheadTest.class.getName());
    private static final int ROUNDS = Integer.getInteger("overhead.rounds", 3);
    private static final int FINDINGS = Integer.getInteger("overhead.findings", 3000);
    private static final List<String> TOOLS = List.of("alpha", "beta", "gamma");

    @TempDir
    private Path reports;

    @Test
    void barelyMoreThanAHandWrittenParallel() throws Exception {
        Node agent = Nodes.online(r, "a", TOOLS.size());
        write(100);
        millis(parallel(agent));
        millis(scan(agent));
        List<Long> bare = new ArrayList<>();
        List<Long> ours = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            bare.add(millis(parallel(agent)));
            ours.add(millis(scan(agent)));
        }
        LOGGER.info("overhead: parallel of sh " + bare + " ms, redundantScan " + ours + " ms");
        assertThat("ms more", median(ours) - median(bare), lessThan(6000L));
    }

    @Test
    void agentDoesTheReading() throws Exception {
        Node agent = Nodes.online(r, "a", TOOLS.size());
        write(FINDINGS);
        r.buildAndAssertSuccess(Jobs.create(r, parallel(agent)));
        long[] before = cpu(agent);
        r.buildAndAssertSuccess(Jobs.create(r, parallel(agent)));
        long[] between = cpu(agent);
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan(agent)));
        long[] after = cpu(agent);
        long there = after[0] - between[0] - (between[0] - before[0]);
        long here = after[1] - between[1] - (between[1] - before[1]);
        LOGGER.info("overhead: a scan of " + TOOLS.size() + " reports with " + FINDINGS
                + " findings each takes the agent " + there + " ms and the controller " + here
                + " ms of processor time more than the bare commands");
        ScanAction action = ScanAction.of(run, "scan");
        assertThat(action.getConfirmed() + action.getSingleSource(), is((long) FINDINGS));
        assertThat("ms on the agent", there, greaterThan(0L));
    }

    /** The same merged report, shown by both in one Jenkins. */
    @Test
    void pagesBesideThoseOfWarningsNg() throws Exception {
        Node agent = Nodes.online(r, "a", TOOLS.size());
        write(FINDINGS);
        String merged = scan(agent, "mergedSarif: 'merged.sarif', ", "");
        r.buildAndAssertSuccess(Jobs.create(r, merged));
        long[] before = cpu(agent);
        r.buildAndAssertSuccess(Jobs.create(r, merged));
        long[] between = cpu(agent);
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                scan(
                        agent,
                        "mergedSarif: 'merged.sarif', ",
                        "recordIssues skipPublishingChecks: true, tool: sarif(pattern: 'merged.sarif')\n")));
        long[] after = cpu(agent);
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

    private String parallel(Node agent) {
        StringBuilder script = new StringBuilder("node('" + agent.getNodeName() + "') { parallel(");
        for (String tool : TOOLS) {
            script.append(tool)
                    .append(": { sh 'cp \"")
                    .append(report(tool))
                    .append("\" ")
                    .append(tool)
                    .append(".sarif' }, ");
        }
        return script + "failFast: false) }";
    }

    private String scan(Node agent) {
        return scan(agent, "", "");
    }

    private String scan(Node agent, String arguments, String after) {
        StringBuilder script = new StringBuilder(
                "node('" + agent.getNodeName() + "') { redundantScan(" + arguments + "required: 3, gate: 'off') {\n");
        for (String tool : TOOLS) {
            script.append("scanner(name: '" + tool + "', weaknesses: ['sql-injection']) { sh 'cp \"" + report(tool)
                    + "\" \"$REDUNDANCY_REPORT\"' }\n");
        }
        return script + "}\n" + after + "}";
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

    private static long millis(String script) throws Exception {
        return r.buildAndAssertSuccess(Jobs.create(r, script)).getDuration();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Processor time in milliseconds so far: the agent's, and this process', which is the controller. */
    private static long[] cpu(Node agent) throws IOException, InterruptedException {
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
