package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.Secret;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
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
        for (Descriptor<?> descriptor : ours()) {
            for (Method method : webMethods(descriptor, "doCheck")) {
                checks++;
                String url = url(descriptor, method) + "?value=..%2Fnonsense%21%28";
                if (method.getAnnotation(POST.class) == null || status("admin", url) != 404) {
                    wrong.add("GET " + url);
                }
                if (post("stranger", url, true).getStatusCode() != 403) {
                    wrong.add("answered who may not see Jenkins: " + url);
                }
                if (method.getName().equals("doCheckReference")) {
                    continue; // of a job: SnippetTest
                }
                boolean anybodys = isOfSteps(descriptor);
                if (post("reader", url, true).getContentAsString().equals(NOTHING) == anybodys) {
                    wrong.add((anybodys ? "told a reader nothing: " : "told a reader: ") + url);
                }
                if (post("admin", url, true).getContentAsString().equals(NOTHING)
                        && !method.getName().equals("doCheckLanguages")
                        && !method.getName().equals("doCheckSecrets")) {
                    wrong.add("told an administrator nothing: " + url);
                }
            }
        }
        assertThat(wrong, is(empty()));
        assertThat("checks there are: " + checks, checks > 80, is(true));
    }

    @Test
    void everyFieldThatIsCheckedHasHelp() throws Exception {
        List<String> without = browser("admin").executeOnServer(() -> {
            List<String> names = new ArrayList<>();
            for (Descriptor<?> descriptor : ours()) {
                for (Method method : webMethods(descriptor, "doCheck")) {
                    String field = uncapitalized(method.getName().substring("doCheck".length()));
                    if (descriptor.getHelpFile(field) == null) {
                        names.add(descriptor.getId() + ": " + field);
                    }
                }
            }
            return names;
        });
        assertThat(without, is(empty()));
    }

    /** Those of the Snippet Generator, which is for everybody: they look at nothing but the value. */
    private static boolean isOfSteps(Descriptor<?> descriptor) {
        return descriptor.getClass().getName().startsWith("io.jenkins.plugins.redundancy.steps.");
    }

    @Test
    void whatAListLooksUpIsPosted() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> looked = new ArrayList<>();
        for (Descriptor<?> descriptor : ours()) {
            for (Method method : webMethods(descriptor, "doFill")) {
                String url = url(descriptor, method);
                if (method.getParameterCount() > 0) { // the others are constant
                    looked.add(method.getName());
                    if (method.getAnnotation(POST.class) == null || status("admin", url) != 404) {
                        wrong.add("GET " + url);
                    }
                }
                if (post("stranger", url, true).getStatusCode() != 403) {
                    wrong.add("answered who may not see Jenkins: " + url);
                }
                if (post("admin", url, false).getStatusCode() != 403) {
                    wrong.add("no crumb: " + url);
                }
            }
        }
        assertThat(wrong, is(empty()));
        assertThat(looked, hasItems("doFillCredentialsIdItems", "doFillToolSetItems"));
    }

    @Test
    void credentialsAreShownToWhoMayUseThemThere() throws Exception {
        StringCredentialsImpl everywhere = token("everywhere");
        SystemCredentialsProvider.getInstance().getCredentials().add(everywhere);
        try {
            for (CredentialsStore store : CredentialsProvider.lookupStores(r.jenkins.getItem("team"))) {
                if (store.getProvider() instanceof FolderCredentialsProvider) {
                    store.addCredentials(Domain.global(), token("teams"));
                }
            }
            String form = "descriptorByName/" + SecretTextConfig.class.getName() + "/";
            String list = form + "fillCredentialsIdItems?credentialsId=chosen";
            for (String user : List.of("reader", "viewer", "manager")) {
                for (String place : List.of("", "job/team/")) {
                    assertThat(user + " at " + place, offered(user, place + list), contains("chosen"));
                    assertThat(
                            user + " at " + place,
                            post(user, place + form + "checkCredentialsId?value=gone", true)
                                    .getContentAsString(),
                            is(NOTHING));
                }
            }
            assertThat(offered("owner", list), contains("chosen"));
            assertThat(offered("owner", "job/team/" + list), containsInAnyOrder("", "chosen", "everywhere", "teams"));
            assertThat(offered("admin", list), containsInAnyOrder("", "chosen", "everywhere"));
            String check = form + "checkCredentialsId?value=teams";
            assertThat(post("owner", check, true).getContentAsString(), is(NOTHING));
            assertThat(post("owner", "job/team/" + check, true).getContentAsString(), is(NOTHING));
            assertThat(
                    post("admin", check, true).getContentAsString(),
                    containsString("There are no such credentials of this kind here: teams"));
            assertThat(
                    post("owner", "job/team/" + form + "checkCredentialsId?value=gone", true)
                            .getContentAsString(),
                    containsString("There are no such credentials of this kind here: gone"));
        } finally {
            SystemCredentialsProvider.getInstance().getCredentials().remove(everywhere);
        }
    }

    private static StringCredentialsImpl token(String id) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString("s3cr3t"));
    }

    private List<String> offered(String user, String list) throws Exception {
        List<String> values = new ArrayList<>();
        JSONObject answer = JSONObject.fromObject(post(user, list, true).getContentAsString());
        for (Object option : answer.getJSONArray("values")) {
            values.add(((JSONObject) option).getString("value"));
        }
        return values;
    }

    private static List<Descriptor> ours() {
        return r.jenkins.getExtensionList(Descriptor.class).stream()
                .filter(d -> d.getClass().getName().startsWith("io.jenkins.plugins.redundancy."))
                .toList();
    }

    private static List<Method> webMethods(Descriptor<?> descriptor, String prefix) {
        return Stream.of(descriptor.getClass().getMethods())
                .filter(method -> method.getName().startsWith(prefix) && !method.isBridge())
                .toList();
    }

    /** {@code doCheckName} is {@code checkName}. */
    private static String url(Descriptor<?> descriptor, Method method) {
        return "descriptorByName/" + descriptor.getId() + "/"
                + uncapitalized(method.getName().substring("do".length()));
    }

    private static String uncapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
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
