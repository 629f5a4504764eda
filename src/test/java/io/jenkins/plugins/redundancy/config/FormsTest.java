package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleProject;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;

/** The forms, back and forth in a browser. */
class FormsTest extends SharedJenkins {

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyFieldSurvivesThePageOfJenkinsAndOfAFolder() throws Exception {
        ToolSetConfig gateless = Samples.simple("gateless", "pmd");
        gateless.setGate(List.of());
        List<ToolSetConfig> sets = List.of(Samples.full(), gateless, Samples.simple("plain", "bandit"));
        RedundancyConfiguration.get().setToolSets(sets);
        JenkinsRule.WebClient browser = r.createWebClient();

        r.submit(form(browser, "manage/redundancy/"));

        assertThat(plain(RedundancyConfiguration.get().getToolSets()), is(plain(sets)));

        // every field once is enough: HtmlUnit takes ten seconds for such a page
        List<ToolSetConfig> few = List.of(gateless, Samples.simple("plain", "bandit"));
        RedundancyConfiguration.get().setToolSets(few);
        HtmlForm form = form(browser, "manage/redundancy/");
        HtmlInput retries = form.getInputsByName("_.retries").get(0);
        retries.setValue("many");
        browser.setThrowExceptionOnFailingStatusCode(false);
        HtmlPage refused = r.submit(form);
        assertThat(refused.asNormalizedText(), containsString("retries: \"many\" cannot be used. Write a number"));
        assertThat(plain(RedundancyConfiguration.get().getToolSets()), is(plain(few)));

        Folder folder = r.createProject(Folder.class, "team");
        folder.addProperty(new FolderToolSets(few));
        r.submit(form(browser, folder.getUrl() + "configure"));
        assertThat(plain(folder.getProperties().get(FolderToolSets.class).getToolSets()), is(plain(few)));

        folder.getProperties().replace(new FolderToolSets(List.of()));
        r.submit(form(browser, folder.getUrl() + "configure"));
        assertThat(folder.getProperties().get(FolderToolSets.class), nullValue());
        RedundancyConfiguration.get().setToolSets(null);
        r.submit(form(browser, "manage/redundancy/"));
        assertThat(RedundancyConfiguration.get().getToolSets(), is(List.of()));
    }

    /** Once its drop-downs have come: what is sent before has none of their values. */
    private static HtmlForm form(JenkinsRule.WebClient browser, String path) throws Exception {
        HtmlForm form = browser.goTo(path).getFormByName("config");
        assertThat("JavaScript still runs", browser.waitForBackgroundJavaScript(300_000), is(0));
        return form;
    }

    @Test
    void dropDownsOfferPresetsAndTheCredentialsOfTheRightKind() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "sonar", "Sonar's token", Secret.fromString("s3cr3t")));
        FreeStyleProject job = r.createFreeStyleProject();

        ToolConfig.DescriptorImpl tool = Jenkins.get().getDescriptorByType(ToolConfig.DescriptorImpl.class);
        assertThat(tool.doFillPresetItems().get(1).value, is("spotbugs"));
        SecretTextConfig.DescriptorImpl text = Jenkins.get().getDescriptorByType(SecretTextConfig.DescriptorImpl.class);
        UserPasswordConfig.DescriptorImpl user =
                Jenkins.get().getDescriptorByType(UserPasswordConfig.DescriptorImpl.class);
        assertThat(values(text.doFillCredentialsIdItems(null, "")), is(List.of("", "sonar")));
        assertThat(values(text.doFillCredentialsIdItems(job, "gone")), is(List.of("", "gone", "sonar")));
        assertThat(values(user.doFillCredentialsIdItems(null, "")), is(List.of("")));
        assertThat(text.doCheckCredentialsId(null, "sonar").getMessage(), nullValue());
        assertThat(
                text.doCheckCredentialsId(null, "gone").getMessage(),
                containsString("There are no such credentials of this kind here: gone"));

        RedundancyConfiguration.get().setToolSets(List.of(Samples.full()));
        String page = r.createWebClient().goTo("manage/redundancy/").asXml();
        assertThat(page, allOf(containsString("SONAR_TOKEN"), not(containsString("s3cr3t"))));
    }

    private static List<String> values(ListBoxModel items) {
        return items.stream().map(option -> option.value).toList();
    }

    private static List<Map<String, Object>> plain(List<ToolSetConfig> sets) {
        return sets.stream().map(ToolSetConfig::plain).toList();
    }
}
