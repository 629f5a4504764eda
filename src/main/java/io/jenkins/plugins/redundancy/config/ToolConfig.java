package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * One scanner: of a preset, with whatever is written here in its stead, or of one's own. Null: left out. What the keys
 * mean stands in docs/user/tool-sets.md.
 */
public class ToolConfig extends AbstractDescribableImpl<ToolConfig> {

    @CheckForNull
    private String name;

    @CheckForNull
    private String preset;

    @CheckForNull
    private CommandConfig command;

    @CheckForNull
    private String reportFile;

    @CheckForNull
    private String format;

    @CheckForNull
    private ExitCodesConfig exitCodes;

    @CheckForNull
    private String timeout;

    @CheckForNull
    private Integer retries;

    @CheckForNull
    private CoversConfig covers;

    @CheckForNull
    private String lineage;

    @CheckForNull
    private Double weight;

    @CheckForNull
    private String label;

    @CheckForNull
    private List<VariableConfig> env;

    @CheckForNull
    private List<String> secrets;

    @CheckForNull
    private List<CredentialConfig> credentials;

    @DataBoundConstructor
    public ToolConfig() {}

    @CheckForNull
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@CheckForNull String name) {
        this.name = Util.fixEmptyAndTrim(name);
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
    public CommandConfig getCommand() {
        return command;
    }

    @DataBoundSetter
    public void setCommand(@CheckForNull CommandConfig command) {
        this.command = command == null || command.plain().isEmpty() ? null : command;
    }

    @CheckForNull
    public String getReportFile() {
        return reportFile;
    }

    @DataBoundSetter
    public void setReportFile(@CheckForNull String reportFile) {
        this.reportFile = Util.fixEmptyAndTrim(reportFile);
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
    public ExitCodesConfig getExitCodes() {
        return exitCodes;
    }

    @DataBoundSetter
    public void setExitCodes(@CheckForNull ExitCodesConfig exitCodes) {
        this.exitCodes = exitCodes == null || exitCodes.plain().isEmpty() ? null : exitCodes;
    }

    @CheckForNull
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    @CheckForNull
    public Integer getRetries() {
        return retries;
    }

    @DataBoundSetter
    public void setRetries(@CheckForNull Integer retries) {
        this.retries = retries;
    }

    @CheckForNull
    public CoversConfig getCovers() {
        return covers;
    }

    @DataBoundSetter
    public void setCovers(@CheckForNull CoversConfig covers) {
        this.covers = covers == null || covers.plain().isEmpty() ? null : covers;
    }

    @CheckForNull
    public String getLineage() {
        return lineage;
    }

    @DataBoundSetter
    public void setLineage(@CheckForNull String lineage) {
        this.lineage = Util.fixEmptyAndTrim(lineage);
    }

    @CheckForNull
    public Double getWeight() {
        return weight;
    }

    @DataBoundSetter
    public void setWeight(@CheckForNull Double weight) {
        this.weight = weight;
    }

    @CheckForNull
    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(@CheckForNull String label) {
        this.label = Util.fixEmptyAndTrim(label);
    }

    @CheckForNull
    public List<VariableConfig> getEnv() {
        return Lists.copy(env);
    }

    @DataBoundSetter
    public void setEnv(@CheckForNull List<VariableConfig> env) {
        this.env = Lists.orNull(env);
    }

    @CheckForNull
    public List<String> getSecrets() {
        return Lists.copy(secrets);
    }

    @DataBoundSetter
    public void setSecrets(@CheckForNull List<String> secrets) {
        this.secrets = Lists.orNull(secrets);
    }

    /** By id only. */
    @CheckForNull
    public List<CredentialConfig> getCredentials() {
        return Lists.copy(credentials);
    }

    @DataBoundSetter
    public void setCredentials(@CheckForNull List<CredentialConfig> credentials) {
        this.credentials = Lists.orNull(credentials);
    }

    /** What the engine calls it; empty where it has neither name nor preset. */
    String effectiveName() {
        return name != null ? name : Util.fixNull(preset);
    }

    /** The arguments of {@code withCredentials(bindings)}; serializable, without any secret. */
    List<UninstantiatedDescribable> bindings() {
        List<UninstantiatedDescribable> bindings = new ArrayList<>();
        if (credentials != null) {
            credentials.forEach(binding -> bindings.add(binding.binding()));
        }
        return bindings;
    }

    Map<String, Object> plain() {
        Map<String, String> variables = new LinkedHashMap<>();
        if (env != null) {
            env.forEach(variable -> variables.put(variable.getName(), variable.getValue()));
        }
        return new Plain()
                .put("name", name)
                .put("preset", preset)
                .put("command", command == null ? null : command.plain())
                .put("reportFile", reportFile)
                .put("format", format)
                .put("exitCodes", exitCodes == null ? null : exitCodes.plain())
                .put("timeout", timeout)
                .put("retries", retries)
                .put("covers", covers == null ? null : covers.plain())
                .put("lineage", lineage)
                .put("weight", weight)
                .put("label", label)
                .put("env", variables)
                .put("secrets", secrets)
                .put("credentials", bindings().stream().map(ToolConfig::plain).toList())
                .map();
    }

    /** {@code string: {credentialsId: …, variable: …}}. */
    private static Map<String, Object> plain(UninstantiatedDescribable binding) {
        return Map.of(String.valueOf(binding.getSymbol()), binding.getArguments());
    }

    @Extension
    public static final class DescriptorImpl extends ToolDescriptor {}
}
