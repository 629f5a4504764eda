package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Descriptor;
import hudson.model.Item;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.verb.POST;

/** Who may see and change what, and what the pages tell. */
class PermissionsTest extends SharedJenkins {

    /** A check without a word. */
    private static final String NOTHING = "<div/>";

    private final Map<String, JenkinsRule.WebClient> browsers = new HashMap<>();

    @BeforeEach
    void users() throws Exception {
        Jenkins.SYSTEM_READ.setEnabled(true);
        Folder folder = (Folder) r.jenkins.getItem("team");
        if (folder == null) {
            folder = r.createProject(Folder.class, "team");
        }
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ, Item.READ)
                .everywhere()
                .to("viewer")
                .grant(Jenkins.READ, Jenkins.MANAGE, Item.READ)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("owner")
                .grant(Item.CONFIGURE)
                .onFolders(folder)
                .to("owner"));
        SlotConfig shell = new SlotConfig();
        shell.setName("shell");
        CommandConfig command = new CommandConfig();
        command.setSh("sh -c 'echo <script>alert(1)</script>' > \"$REDUNDANCY_REPORT\"");
        shell.setCommand(command);
        SlotConfig missing = new SlotConfig();
        missing.setName("missing");
        CommandConfig unknown = new CommandConfig();
        unknown.setSh("no-such-scanner .");
        missing.setCommand(unknown);
        SlotConfig elsewhere = Samples.slot("pmd");
        elsewhere.setLabel("nowhere");
        elsewhere.setCredentials(List.of(new SecretTextConfig("sonar-id", "SONAR_TOKEN")));
        RedundancyConfiguration.get()
                .setToolSets(List.of(new ToolSetConfig("scripts", List.of(shell, missing, elsewhere))));
    }

    @Test
    void pagesTakeThePermissionToChangeAndChangesTakeACrumb() throws Exception {
        for (String user : List.of("reader", "manager", "owner")) {
            assertThat(user, status(user, "manage/redundancy/"), is(403));
            assertThat(user, status(user, "manage/redundancy/preview/"), is(403));
            assertThat(user, post(user, "manage/redundancy/configure", true).getStatusCode(), is(403));
            assertThat(
                    user,
                    post(user, "manage/redundancy/preview/check?name=scripts", true)
                            .getStatusCode(),
                    is(403));
        }
        HtmlPage looked = browser("viewer").goTo("manage/redundancy/");
        assertThat(looked.asXml(), allOf(containsString("no-such-scanner"), not(containsString("saveApplyBar"))));
        assertThat(looked.getByXPath("//button[@name='Submit']"), is(empty()));
        assertThat(post("viewer", "manage/redundancy/configure", true).getStatusCode(), is(403));
        assertThat(status("viewer", "manage/redundancy/preview/"), is(403));
        assertThat(status("reader", "job/team/redundancy/"), is(403));
        assertThat(
                post("reader", "job/team/redundancy/check?name=scripts", true).getStatusCode(), is(403));
        assertThat(status("owner", "job/team/redundancy/"), is(200));
        assertThat(post("owner", "job/team/redundancy/check?name=scripts", true).getStatusCode(), is(200));
        assertThat(
                post("admin", "manage/redundancy/preview/check?name=none", true).getStatusCode(), is(404));

        for (String change : List.of("manage/redundancy/configure", "manage/redundancy/preview/check?name=scripts")) {
            assertThat("GET " + change, status("admin", change), is(404));
            assertThat("no crumb: " + change, post("admin", change, false).getStatusCode(), is(403));
        }
        assertThat(RedundancyConfiguration.get().getToolSets().size(), is(1));
    }

    @Test
    void everyCheckIsPostedAndSaysNothingToThoseWhoMayNotChange() throws Exception {
        List<String> wrong = new ArrayList<>();
        int checks = 0;
        for (Class<?> type : List.of(
                ToolSetConfig.class,
                SlotConfig.class,
                ToolConfig.class,
                CommandConfig.class,
                ExitCodesConfig.class,
                CoversConfig.class,
                LimitsConfig.class,
                GateRuleConfig.class,
                VariableConfig.class,
                SecretTextConfig.class,
                SecretFileConfig.class,
                UserPasswordConfig.class)) {
            Descriptor<?> descriptor = Jenkins.get().getDescriptor((Class) type);
            assertNotNull(descriptor);
            for (Method method : descriptor.getClass().getMethods()) {
                if (method.getName().startsWith("doCheck")) {
                    checks++;
                    String url = "descriptorByName/" + descriptor.getId() + "/check"
                            + method.getName().substring("doCheck".length()) + "?value=..%2Fnonsense%21%28";
                    if (method.getAnnotation(POST.class) == null || status("admin", url) != 404) {
                        wrong.add("GET " + url);
                    }
                    if (!post("reader", url, true).getContentAsString().equals(NOTHING)) {
                        wrong.add("told a reader: " + url);
                    }
                    if (post("admin", url, true).getContentAsString().equals(NOTHING)
                            && !method.getName().equals("doCheckLanguages")
                            && !method.getName().equals("doCheckSecrets")) {
                        wrong.add("told an administrator nothing: " + url);
                    }
                    String field = method.getName().substring("doCheck".length());
                    String help = "/help-" + Character.toLowerCase(field.charAt(0)) + field.substring(1) + ".html";
                    if (type.getResource(type.getSimpleName() + help) == null
                            && ToolConfig.class.getResource("ToolConfig" + help) == null) {
                        wrong.add(type.getSimpleName() + " has no " + help);
                    }
                }
            }
        }
        assertThat(wrong, is(empty()));
        assertThat("checks there are: " + checks, checks > 50, is(true));
    }

    @Test
    void theDryRunShowsEverythingAndTheCheckTellsWhatIsInstalled() throws Exception {
        JenkinsRule.WebClient admin = r.createWebClient().login("admin");
        HtmlPage preview = admin.goTo("manage/redundancy/preview/");
        assertThat(
                preview.asNormalizedText(),
                allOf(
                        containsString("2 of 3 slots must be filled by a report, else the build fails."),
                        containsString("nowhere"),
                        containsString("sonar-id"),
                        containsString("The gate fails with more than 0 new findings")));
        assertThat(preview.getWebResponse().getContentAsString(), not(containsString("<script>alert(1)")));

        HtmlPage checked = r.submit(preview.getFormByName("check"));
        assertThat(
                checked.asNormalizedText(),
                allOf(
                        containsString("Where the tools of scripts are installed"),
                        containsString("Installed: /"),
                        containsString("Not found on the path: no-such-scanner"),
                        containsString("No such agent is online")));
        String own =
                r.createWebClient().login("owner").goTo("job/team/redundancy/").asNormalizedText();
        assertThat(own, containsString("scripts"));
    }

    private int status(String user, String path) throws Exception {
        return browser(user)
                .loadWebResponse(new WebRequest(new URL(r.getURL(), path)))
                .getStatusCode();
    }

    private WebResponse post(String user, String path, boolean crumb) throws Exception {
        WebRequest request = new WebRequest(new URL(r.getURL(), path), HttpMethod.POST);
        if (crumb) {
            browser(user).addCrumb(request);
        }
        if (path.endsWith("configure")) {
            request.setRequestParameters(new ArrayList<>(request.getRequestParameters()));
            request.getRequestParameters().add(new NameValuePair("json", "{}"));
        }
        return browser(user).loadWebResponse(request);
    }

    private JenkinsRule.WebClient browser(String user) throws Exception {
        JenkinsRule.WebClient known = browsers.get(user);
        if (known == null) {
            known = r.createWebClient().withThrowExceptionOnFailingStatusCode(false);
            known.login(user);
            browsers.put(user, known);
        }
        return known;
    }
}
