package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.redundancy.config.CoversConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code scanner('pmd', report: 'pmd.sarif') { sh '…' }}: one scanner of a {@code redundantScan}. */
public final class ScannerStep extends MemberStep {

    @CheckForNull
    private String preset;

    @CheckForNull
    private String report;

    @CheckForNull
    private String format;

    @CheckForNull
    private List<Integer> exitCodes;

    @CheckForNull
    private CoversConfig covers;

    @CheckForNull
    private List<String> languages;

    @CheckForNull
    private List<String> weaknesses;

    @CheckForNull
    private String lineage;

    @CheckForNull
    private Double weight;

    @CheckForNull
    private String label;

    @CheckForNull
    private String sources;

    @DataBoundConstructor
    public ScannerStep(String name) {
        super(name);
    }

    @CheckForNull
    public String getPreset() {
        return preset;
    }

    @DataBoundSetter
    public void setPreset(@CheckForNull String preset) {
        this.preset = Util.fixEmptyAndTrim(preset);
    }

    @CheckForNull
    public String getReport() {
        return report;
    }

    @DataBoundSetter
    public void setReport(@CheckForNull String report) {
        this.report = Util.fixEmptyAndTrim(report);
    }

    @CheckForNull
    public String getFormat() {
        return format;
    }

    @DataBoundSetter
    public void setFormat(@CheckForNull String format) {
        this.format = Util.fixEmptyAndTrim(format);
    }

    @CheckForNull
    public List<Integer> getExitCodes() {
        return exitCodes;
    }

    @DataBoundSetter
    public void setExitCodes(@CheckForNull List<Integer> exitCodes) {
        this.exitCodes = orNull(exitCodes);
    }

    /** What it can see, as a tool set says it. */
    @CheckForNull
    public CoversConfig getCovers() {
        return covers;
    }

    @DataBoundSetter
    public void setCovers(@CheckForNull CoversConfig covers) {
        this.covers = covers;
    }

    /** What it can see, said without {@code covers}. */
    @CheckForNull
    public List<String> getLanguages() {
        return languages;
    }

    @DataBoundSetter
    public void setLanguages(@CheckForNull List<String> languages) {
        this.languages = orNull(languages);
    }

    @CheckForNull
    public List<String> getWeaknesses() {
        return weaknesses;
    }

    @DataBoundSetter
    public void setWeaknesses(@CheckForNull List<String> weaknesses) {
        this.weaknesses = orNull(weaknesses);
    }

    @CheckForNull
    public String getLineage() {
        return lineage;
    }

    @DataBoundSetter
    public void setLineage(@CheckForNull String lineage) {
        this.lineage = Util.fixEmptyAndTrim(lineage);
    }

    /** For {@code agreement: 'weighted(…)'}. */
    @CheckForNull
    public Double getWeight() {
        return weight;
    }

    @DataBoundSetter
    public void setWeight(@CheckForNull Double weight) {
        this.weight = weight;
    }

    /** Of agents that it runs on; null: where the scan runs. */
    @CheckForNull
    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(@CheckForNull String label) {
        this.label = Util.fixEmptyAndTrim(label);
    }

    /** What it finds there; null: as the scan says. */
    @CheckForNull
    public String getSources() {
        return sources;
    }

    @DataBoundSetter
    public void setSources(@CheckForNull String sources) {
        this.sources = Util.fixEmptyAndTrim(sources);
    }

    /** As an empty field of a form is submitted. */
    @CheckForNull
    private static <T> List<T> orNull(@CheckForNull List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        ScanCollection collection = context.get(ScanCollection.class);
        return new CollectedExecution<>(context, ScannerSpec.of(this, collection.sources()), ScanCollection.class);
    }

    @Extension
    public static final class DescriptorImpl extends MemberStepDescriptor {

        @Override
        public String getFunctionName() {
            return "scanner";
        }

        @Override
        public String getDisplayName() {
            return Messages.ScannerStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ScanCollection.class);
        }

        /** A list as the form shows it. */
        public String text(@CheckForNull List<?> list) {
            return OneField.join(list);
        }

        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, JSONObject form) throws FormException {
            for (String list : List.of("exitCodes", "languages", "weaknesses")) {
                OneField.split(form, list);
            }
            return super.newInstance(request, form);
        }

        public ListBoxModel doFillSourcesItems() {
            return QuorumStep.QuorumStepDescriptor.items(
                    Arrays.stream(Sources.values()).map(Sources::id));
        }

        @POST
        public FormValidation doCheckPreset(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return check("preset", value);
        }

        @POST
        public FormValidation doCheckReport(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.path(value);
        }

        @POST
        public FormValidation doCheckFormat(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return check("format", value);
        }

        @POST
        public FormValidation doCheckExitCodes(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return check("exitCodes", OneField.split(value));
        }

        @POST
        public FormValidation doCheckWeaknesses(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return check("covers", Map.of("weaknesses", OneField.split(value)));
        }

        @POST
        public FormValidation doCheckWeight(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return check("weight", value);
        }

        @POST
        public FormValidation doCheckLabel(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form(() -> {
                if (!value.isBlank()) {
                    Checks.label("label", value);
                }
            });
        }

        /** As a scan checks it. */
        private static FormValidation check(String key, Object value) {
            return Checks.form(() -> ScannerSpec.tool("", Map.of(key, value)));
        }
    }
}
