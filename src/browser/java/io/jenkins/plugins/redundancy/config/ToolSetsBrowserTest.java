package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.Secret;
import io.jenkins.plugins.redundancy.browser.JenkinsInChromium;
import io.jenkins.plugins.redundancy.health.CircuitBreakers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The tool sets as an administrator edits them. */
class ToolSetsBrowserTest extends JenkinsInChromium {

    private static final String PAGE = "manage/redundancy/";

    /** Jenkins' form gives its fields a title, but no label. */
    private static final String FORM = "form[name=config]";

    private static final String FAILING = "manage/redundancy-failing-tools/";

    @BeforeEach
    void noToolSets() throws Exception {
        RedundancyConfiguration.get().setToolSets(null);
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "sonar", "Sonar's token", Secret.fromString("s3cr3t")))));
    }

    /** The last that is there and shown. */
    private static WebElement last(String css) {
        List<WebElement> shown =
                chromium.all(css).stream().filter(WebElement::isDisplayed).toList();
        return shown.get(shown.size() - 1);
    }

    private static void add(String what) {
        int before = chromium.all(".repeated-chunk").size();
        chromium.click(chromium.button("form[name=config]", what));
        chromium.await(what, () -> chromium.all(".repeated-chunk").size() > before);
    }

    @Test
    void toolSetIsAddedCheckedSavedAndEdited() throws Exception {
        open("manage/");
        chromium.leaves(() -> chromium.find("#main-panel a[href='redundancy']").click());

        add("Add a tool set");
        chromium.type(last("input[name='_.name']"), "java-sast");
        add("Add a slot");
        chromium.await("the presets", () -> chromium.all("option[value=pmd]").size() > 0);
        chromium.select(last("select[name='_.preset']"), "pmd");
        chromium.await("what the preset needs", () -> chromium.text(OURS).contains("pmd"));
        chromium.type(last("input[name='_.timeout']"), "soon");
        chromium.await(
                "an error",
                () -> chromium.texts(".validation-error-area .error").stream()
                        .anyMatch(error -> error.contains("\"soon\" cannot be used")));
        isClean("with an error", FORM);
        chromium.type(last("input[name='_.timeout']"), "10m");
        chromium.await(
                "no error", () -> chromium.all(".validation-error-area .error").isEmpty());

        chromium.click(chromium.button("form[name=config]", "Command, report and credentials"));
        chromium.click(chromium.button("form[name=config]", "Add credentials"));
        chromium.await(
                "the kinds", () -> chromium.all(".jenkins-dropdown__item").size() >= 3);
        chromium.click(chromium.all(".jenkins-dropdown__item").stream()
                .filter(kind -> kind.getText().equals("Secret text"))
                .findFirst()
                .orElseThrow());
        chromium.await(
                "the credentials", () -> chromium.all("option[value=sonar]").size() > 0);
        chromium.select(last("select[name='_.credentialsId']"), "sonar");
        chromium.type(last("input[name='_.variable']"), "SONAR_TOKEN");
        add("Add a fallback");
        chromium.await(
                "the presets of the fallback",
                () -> last("select[name='_.preset']").getText().contains("spotbugs"));
        chromium.select(last("select[name='_.preset']"), "spotbugs");
        isClean("filled", FORM);
        chromium.leaves(
                () -> chromium.find("form[name=config] button[name=Submit]").click());

        List<ToolSetConfig> saved = RedundancyConfiguration.get().getToolSets();
        assertThat(saved, hasSize(1));
        SlotConfig slot = saved.get(0).getSlots().get(0);
        assertThat(saved.get(0).getName(), is("java-sast"));
        assertThat(slot.getPreset(), is("pmd"));
        assertThat(slot.getTimeout(), is("10m"));
        assertThat(
                slot.getCredentials().get(0).binding().getArguments().toString(),
                allOf(containsString("sonar"), containsString("SONAR_TOKEN")));
        assertThat(slot.getFallbacks().stream().map(ToolConfig::getPreset).toList(), contains("spotbugs"));

        open(PAGE);
        chromium.await(
                "the preset that was saved",
                () -> "pmd".equals(chromium.find("select[name='_.preset']").getDomProperty("value")));
        assertThat(chromium.find("input[name='_.name']").getDomProperty("value"), is("java-sast"));
        isClean("loaded again", FORM);

        chromium.leaves(
                () -> chromium.button("#main-panel", "Dry run and check").click());
        assertThat(chromium.text(OURS), allOf(containsString("java-sast"), containsString("spotbugs")));
        chromium.leaves(() -> chromium.button("form[name=check]", "Check where they are installed")
                .click());
        assertThat(chromium.text(OURS), allOf(containsString("pmd"), containsString("Result")));
        isClean("checked");
    }

    @Test
    void failingToolsAreShownAndTriedAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            CircuitBreakers.get().failed("pmd on linux", "exit code 137: " + "no memory ".repeat(20), Instant.now());
        }
        inspect(FAILING);
        chromium.leaves(() -> chromium.find("form[name=reset] button").click());
        assertThat(chromium.text(OURS), containsString("No scanner of a tool set failed"));
        isClean("tried again");
    }

    @Test
    void everyPageFitsEveryWindow() throws Exception {
        inspect(PAGE, FORM);
        inspect(PAGE + "preview/");
        RedundancyConfiguration.get()
                .setToolSets(List.of(Samples.simple("java-sast", "pmd", "spotbugs"), Samples.full()));
        inspect(PAGE, FORM);
        inspect(PAGE + "preview/");
        assertThat(chromium.text(OURS), containsString("java-sast"));
    }
}
