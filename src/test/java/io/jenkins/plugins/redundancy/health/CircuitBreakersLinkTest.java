package io.jenkins.plugins.redundancy.health;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page under Manage Jenkins. */
@WithJenkins
class CircuitBreakersLinkTest {

    private static final String PAGE = "manage/redundancy-failing-tools/";

    @Test
    void failingToolsAreShownAndTriedAgainByWhoManages(JenkinsRule r) throws Exception {
        for (int i = 0; i < 3; i++) {
            CircuitBreakers.get().failed("<b>pmd</b> on linux", "<script>alert(1)</script>", Instant.now());
        }
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            client.withThrowExceptionOnFailingStatusCode(false).login("reader");
            assertThat(client.goTo(PAGE).getWebResponse().getStatusCode(), is(403));
            for (String place : List.of(PAGE, "redundancy-failing-tools/")) { // also beside Manage Jenkins
                assertThat(place, reset(r, client, place, true), is(403));
            }
            client.login("manager");
            assertThat("no crumb", reset(r, client, PAGE, false), is(403));
            assertThat(CircuitBreakers.get().tools(Instant.now()), hasSize(1));
            assertThat(
                    "a change by GET",
                    client.goTo(PAGE + "reset?key=x").getWebResponse().getStatusCode(),
                    is(404));

            HtmlPage page = client.goTo(PAGE);
            assertThat(page.asNormalizedText(), containsString("<b>pmd</b> on linux\tSkipped\t3"));
            assertThat(page.getWebResponse().getContentAsString(), not(containsString("<script>alert(1)")));
            HtmlForm form = page.getFormByName("reset");
            page = r.submit(form);
            assertThat(page.asNormalizedText(), containsString("No scanner of a tool set failed"));
        }
        assertThat(CircuitBreakers.get().tools(Instant.now()), hasSize(0));
    }

    private static int reset(JenkinsRule r, JenkinsRule.WebClient client, String place, boolean crumb)
            throws Exception {
        String key = URLEncoder.encode("<b>pmd</b> on linux", StandardCharsets.UTF_8);
        WebRequest request = new WebRequest(new URL(r.getURL(), place + "reset?key=" + key), HttpMethod.POST);
        if (crumb) {
            client.addCrumb(request);
        }
        return client.loadWebResponse(request).getStatusCode();
    }
}
