package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a SARIF result is about: SARIF does not say, so the tool, its rule's id and tags, and its wording have to. */
final class SarifSubjects {
    static final Pattern ADVISORY = Pattern.compile(
            "\\b(?:CVE-[0-9]{4}-[0-9]{4,9}|GHSA(?:-[0-9a-zA-Z]{4}){3}|(?:RUSTSEC|GO|PYSEC|OSV|DSA|DLA|ELSA|GMS|TEMP)-[0-9][0-9-]{3,20}"
                    + "|RHSA-[0-9]{4}:[0-9]{1,6}|ALAS2?-[0-9]{4}-[0-9]{1,6}|SNYK-[A-Z0-9]+-[A-Z0-9-]+-[0-9]+)");

    /** The wordings of trivy, grype, osv-scanner and pip-audit. */
    private static final List<Pattern> PACKAGES = List.of(
            Pattern.compile("^Package: (?<name>[^\\n]{1,200})\\n(?:Installed )?Version: (?<version>[^\\n]{1,200})"),
            Pattern.compile("package: (?<name>[^,\\n]{1,200}), version (?<version>[^ \\n]{1,200}) was found"),
            Pattern.compile(
                    "^Package '(?<name>[^@'\\n]{1,200}|@[^@'\\n]{1,200})@(?<version>[^'\\n]{1,200})' is vulnerable"),
            Pattern.compile(
                    "^(?<name>[A-Za-z0-9_.@/-]{1,200})[ @](?<version>[0-9][A-Za-z0-9.+_-]{0,100}) (?:has|is|:)"));

    private SarifSubjects() {}

    /** {@code code}, {@code secret}, {@code dependency} or {@code configuration}. */
    static String kind(Producer producer, @CheckForNull SarifRule rule, String ruleId) {
        if (producer.kind().equals("secret")) {
            return "secret";
        }
        if (startsWithAdvisory(ruleId)) {
            return "dependency";
        }
        if (producer.kind().equals("code") || rule == null) {
            return producer.kind();
        }
        // trivy and its like report everything under one name: tags, or the name of the rule, tell the kinds apart
        if (rule.tags.contains("secret") || rule.name.equals("Secret")) {
            return "secret";
        }
        boolean setting = rule.tags.contains("misconfiguration") || rule.name.equals("Misconfiguration");
        return setting ? "configuration" : producer.kind();
    }

    private static boolean startsWithAdvisory(String ruleId) {
        // asked for every result: most ids are told by their first letter
        return !ruleId.isEmpty()
                && ruleId.charAt(0) >= 'A'
                && ruleId.charAt(0) <= 'Z'
                && ADVISORY.matcher(ruleId).lookingAt();
    }

    static Subject.Dependency dependency(
            SarifResult result,
            @CheckForNull SarifRule rule,
            String ruleId,
            String message,
            @CheckForNull Location at) {
        Set<String> advisories = new LinkedHashSet<>();
        addAdvisories(ruleId, advisories);
        if (rule != null) {
            addAdvisories(rule.name, advisories);
            rule.aliases.forEach(alias -> addAdvisories(alias, advisories));
            rule.tags.forEach(tag -> addAdvisories(tag, advisories));
        }
        addAdvisories(message, advisories);
        if (advisories.isEmpty()) {
            advisories.add(ruleId);
        }
        String[] named = packageOf(result, rule, message);
        String name = named[0].isEmpty() && at != null ? at.path() : named[0];
        return new Subject.Dependency(name, named[1], List.copyOf(advisories), at);
    }

    private static void addAdvisories(String text, Set<String> into) {
        for (Matcher matcher = ADVISORY.matcher(text); into.size() < 20 && matcher.find(); ) {
            into.add(matcher.group());
        }
    }

    private static String[] packageOf(SarifResult result, @CheckForNull SarifRule rule, String message) {
        List<String> urls = new ArrayList<>(result.packageUrls);
        if (result.place != null && result.place.packageUrl != null) {
            urls.add(result.place.packageUrl);
        }
        if (urls.isEmpty() && rule != null && rule.packageUrls.size() == 1) {
            urls.addAll(rule.packageUrls);
        }
        for (String url : urls) {
            if (url.startsWith("pkg:") && url.length() <= 1_000) {
                return ofPackageUrl(PlainText.line(url, 1_000));
            }
        }
        for (Pattern wording : PACKAGES) {
            Matcher matcher = wording.matcher(message);
            if (matcher.find()) {
                return new String[] {matcher.group("name"), matcher.group("version")};
            }
        }
        return new String[] {"", ""};
    }

    /** {@code pkg:maven/org.example/lib@1.2?type=jar#x} is {@code maven/org.example/lib} in version 1.2. */
    private static String[] ofPackageUrl(String url) {
        String plain = url.substring("pkg:".length()).replaceFirst("[?#].*", "");
        int at = plain.lastIndexOf('@');
        boolean versioned = at > 0 && plain.indexOf('/', at) < 0;
        String name = versioned ? plain.substring(0, at) : plain;
        return new String[] {name.replace("%40", "@"), versioned ? plain.substring(at + 1) : ""};
    }
}
