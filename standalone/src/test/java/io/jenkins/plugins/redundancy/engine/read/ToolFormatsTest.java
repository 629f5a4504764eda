package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolFormatsTest {
    private static final String SONAR =
            "{'rule':'java:S2076','severity':'BLOCKER','component':'p:m:src/A.java','line':3,"
                    + "'textRange':{'startLine':3,'endLine':4,'startOffset':0,'endOffset':9},'message':'m','hash':'h'}";

    private static ToolReport read(String text) throws UnreadableReportException {
        return Reports.read(text.replace('\'', '"'), null, null);
    }

    private static Location at(Finding finding) {
        return finding.subject().location().orElseThrow();
    }

    @Test
    void banditCountsColumnsFromZero() throws Exception {
        Finding finding = read("{'errors':[],'generated_at':'x','results':[{'test_id':'B608','filename':'./a.py',"
                        + "'line_number':2,'line_range':[2,3],'col_offset':0,'end_col_offset':8,'issue_severity':'HIGH',"
                        + "'issue_cwe':{'id':89,'link':'https://cwe.mitre.org/data/definitions/89.html'}}]}")
                .findings()
                .get(0);

        assertThat(at(finding)).isEqualTo(new Location("a.py", 2, 1, 3, 9, ""));
        assertThat(finding.cwes()).containsExactly(89);
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void aBadResultOfBanditCostsThatResult() throws Exception {
        ToolReport report = read("{'errors':[],'generated_at':'x','results':[{'test_id':'B608','line_number':'x'},7,"
                + "{'test_id':'B102'}]}");

        assertThat(report.findings()).hasSize(1);
        assertThat(report.warnings()).hasSize(2);
        assertThat(report.warnings().get(0)).contains("results[0].line_number");
    }

    @Test
    void sonarQubeCountsColumnsFromZeroAndSaysNothingOfCwe() throws Exception {
        Finding finding =
                read("{'total':1,'issues':[" + SONAR + "]}").findings().get(0);

        assertThat(at(finding)).isEqualTo(new Location("src/A.java", 3, 1, 4, 10, ""));
        assertThat(finding.weakness().id()).isEqualTo("command-injection");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.fingerprints()).containsEntry("sonarqube/hash", "h");
    }

    @Test
    void sonarQubesPagesAreOneReportInEveryForm() throws Exception {
        String page = "{'paging':{'total':2},'issues':[" + SONAR + "]}";

        assertThat(read(page + "\n" + page).findings()).hasSize(2);
        assertThat(read("[" + page + "," + page + "]").findings()).hasSize(2);
        assertThat(read(page + page).complete()).isTrue();
        ToolReport half = read(page);
        assertThat(half.complete()).isFalse();
        assertThat(half.warnings().get(0)).contains("the server has 2 issues, the report 1");
    }

    @Test
    void decisionsOnTheServerAreSuppressionsAndFixedIssuesAreGone() throws Exception {
        ToolReport report =
                read("{'issues':[{'rule':'a','resolution':'FALSE-POSITIVE'},{'rule':'b','resolution':'FIXED'},"
                        + "{'rule':'c','issueStatus':'ACCEPTED'},{'rule':'d','status':'OPEN'}],"
                        + "'hotspots':[{'ruleKey':'java:S2245','component':'p:A.java','resolution':'SAFE',"
                        + "'vulnerabilityProbability':'LOW'}]}");

        assertThat(report.findings())
                .extracting(finding -> finding.rule().id())
                .containsExactly("a", "c", "d", "java:S2245");
        assertThat(report.findings()).extracting(Finding::suppressed).containsExactly(true, true, false, true);
    }

    @Test
    void cppcheckGivesOneRuleSeveralNumbersAndItsFirstPlaceIsThePlace() throws Exception {
        ToolReport report = read("<?xml version='1.0'?><results version='2'><cppcheck version='2.13'/><errors>"
                + "<error id='x' severity='error' msg='m' cwe='401'><location file='a.c' line='9' column='3' info='leak'/>"
                + "<location file='a.c' line='2' info='allocated'/></error>"
                + "<error id='x' severity='style' msg='m' cwe='772'/>"
                + "<error id='checkersReport' severity='information' msg='m'/>"
                + "<error id='y' severity='error' cwe='x'><location/></error>"
                + "</errors></results>");

        assertThat(report.version()).isEqualTo("2.13");
        assertThat(report.findings()).extracting(Finding::cwes).containsExactly(List.of(401), List.of(772));
        Finding first = report.findings().get(0);
        assertThat(at(first)).isEqualTo(new Location("a.c", 9, 3, 9, 0, ""));
        assertThat(first.codeFlow()).extracting(step -> step.message()).containsExactly("allocated", "leak");
        assertThat(report.findings().get(1).subject().location()).isEmpty();
        assertThat(report.warnings()).hasSize(1).first().asString().contains("cwe=\"x\" is not a number");
    }

    @Test
    void spotBugsFindsItsFilesByTheTreeOrByItsSourceDirectory() throws Exception {
        String xml = ("<BugCollection version='4'><Project><SrcDir>/ws/app/src</SrcDir></Project>"
                        + "<BugInstance type='X' priority='1' cweid='89'><Class classname='o.A'>"
                        + "<SourceLine sourcepath='o/A.java' start='1' end='90'/></Class><Method classname='o.A' name='f'>"
                        + "<SourceLine sourcepath='o/A.java' start='5' end='9'/></Method>"
                        + "<SourceLine sourcepath='o/A.java' start='7' end='8'/>"
                        + "<SourceLine sourcepath='o/A.java' start='6' end='6'/></BugInstance>"
                        + "<BugInstance type='Y' priority='x'/>"
                        + "<BugInstance type='Z' priority='3'><Class classname='o.A'/></BugInstance>"
                        + "<Errors errors='0' missingClasses='2'/></BugCollection>")
                .replace('\'', '"');
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);

        ToolReport byDirectory = Reports.read(bytes, null, null, PathMapping.of(List.of("/ws"), Set.of()));
        assertThat(at(byDirectory.findings().get(0))).isEqualTo(new Location("app/src/o/A.java", 7, 0, 8, 0, "o.A.f"));
        ToolReport byTree = Reports.read(bytes, null, null, PathMapping.of(List.of("/x"), Set.of("m/src/o/A.java")));
        assertThat(at(byTree.findings().get(0)).path()).isEqualTo("m/src/o/A.java");
        assertThat(byTree.findings()).hasSize(2);
        assertThat(byTree.findings().get(1).subject().location()).isEmpty();
        assertThat(byTree.complete()).as("classes were missing").isFalse();
        assertThat(byTree.warnings())
                .hasSize(2)
                .anyMatch(warning -> warning.contains("missed 2 classes: give it the class path"));
    }

    @Test
    void aNumberThatCannotBeACweCostsTheNumberOnly() throws Exception {
        String cppcheck =
                "<results version='2'><errors><error id='x' severity='error' msg='m' cwe='401665'/></errors></results>";
        String spotBugs = "<BugCollection><BugInstance type='X' cweid='99999'/>"
                + "<BugPattern type='Y' cweid='99999'/></BugCollection>";

        for (ToolReport report : List.of(read(cppcheck), read(spotBugs))) {
            assertThat(report.findings()).extracting(Finding::cwes).containsExactly(List.of());
            assertThat(Reports.read(CompactReportTest.written(report), null, null, PathMapping.NONE))
                    .isEqualTo(report);
        }
    }

    @Test
    void shellCheckSaysWhichFilesItCouldNotRead() throws Exception {
        ToolReport report = read(
                "{'comments':[{'file':'a.sh','line':1,'column':2,'endLine':1,'endColumn':5,'level':'info',"
                        + "'code':2086,'message':'quote'},{'file':'b.sh','line':1,'code':1073,'level':'error','message':'no'}]}");

        assertThat(report.findings()).hasSize(1);
        assertThat(at(report.findings().get(0))).isEqualTo(new Location("a.sh", 1, 2, 1, 5, ""));
        assertThat(report.complete()).isFalse();
    }

    @Test
    void everyFormatThatMessagesNameIsKnown() {
        assertThat(ReportReader.FORMATS
                        .replaceAll("or an id of analysis-model|…|[()]", " ")
                        .split("[ ,]+"))
                .hasSizeGreaterThan(9)
                .allMatch(ReportReader::knows);
    }

    @Test
    void formatsOfTheLibraryAreReadByTheirId() throws Exception {
        ToolReport report =
                Reports.read("a.c:3:5: warning: format not a string literal [-Wformat-security]\n", "my-gcc", "gcc");

        assertThat(report.tool()).isEqualTo("my-gcc");
        assertThat(report.findings().get(0).weakness().id()).isEqualTo("format-string");
        assertThat(at(report.findings().get(0)).startLine()).isEqualTo(3);
        assertThat(Reports.read("nothing to see", "gcc", "gcc").warnings().get(0))
                .contains("recognised no issue");
    }
}
