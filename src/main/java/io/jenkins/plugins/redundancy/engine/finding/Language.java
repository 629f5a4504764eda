package io.jenkins.plugins.redundancy.engine.finding;

import java.util.Locale;
import java.util.Map;

/** The language of a file, told by its name: what a tool's coverage is stated in. */
public final class Language {

    /** For files whose language is not known: every tool may know it. */
    public static final String OTHER = "other";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("java", "java"),
            Map.entry("jsp", "java"),
            Map.entry("kt", "kotlin"),
            Map.entry("kts", "kotlin"),
            Map.entry("scala", "scala"),
            Map.entry("groovy", "groovy"),
            Map.entry("py", "python"),
            Map.entry("pyi", "python"),
            Map.entry("c", "c"),
            Map.entry("h", "c"),
            Map.entry("cc", "cpp"),
            Map.entry("cpp", "cpp"),
            Map.entry("cxx", "cpp"),
            Map.entry("hpp", "cpp"),
            Map.entry("hh", "cpp"),
            Map.entry("cs", "csharp"),
            Map.entry("go", "go"),
            Map.entry("rb", "ruby"),
            Map.entry("erb", "ruby"),
            Map.entry("php", "php"),
            Map.entry("js", "javascript"),
            Map.entry("jsx", "javascript"),
            Map.entry("mjs", "javascript"),
            Map.entry("cjs", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescript"),
            Map.entry("rs", "rust"),
            Map.entry("swift", "swift"),
            Map.entry("sh", "shell"),
            Map.entry("bash", "shell"),
            Map.entry("tf", "terraform"),
            Map.entry("yml", "yaml"),
            Map.entry("yaml", "yaml"),
            Map.entry("json", "json"),
            Map.entry("xml", "xml"),
            Map.entry("html", "html"));

    private Language() {}

    /** By the extension of the path's last segment; {@code dockerfile} by its name. */
    public static String ofPath(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.startsWith("dockerfile")) {
            return "dockerfile";
        }
        return BY_EXTENSION.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    }
}
