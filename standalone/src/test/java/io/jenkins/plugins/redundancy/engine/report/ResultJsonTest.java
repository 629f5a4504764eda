package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultJsonTest {

    @Property(tries = 1_000)
    void whatIsReadIsWhatWasWritten(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random);
        assertThat(read(write(result))).isEqualTo(result);
    }

    @Test
    void cleanProjectIsComparedWithACleanOne() throws IOException {
        Merged clean = Merge.merge(List.of(), MergeOptions.on(LocalDate.EPOCH));
        ScanResult result = new ScanResult("x", null, clean, null);
        assertThat(read(write(result)).compared()).isFalse();
        ScanResult compared = read(write(result.comparedWith(Reference.of("shop #1", clean))));
        assertThat(compared.compared()).isTrue();
        assertThat(compared.reference()).isEqualTo("shop #1");
    }

    @Property(tries = 300)
    void equalResultsGiveEqualBytes(@ForAll Random random) throws IOException {
        byte[] bytes = write(RandomResults.of(random));
        assertThat(write(read(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 1_000)
    void truncatedFileIsRefusedWithItsNameAndRemedy(@ForAll Random random) throws IOException {
        byte[] bytes = write(RandomResults.of(random));
        byte[] half = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThatThrownBy(() -> read(half))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("old/result.json");
    }

    /** Whatever a byte was turned into: a clear error or another result, never another exception. */
    @Property(tries = 3_000)
    void tamperedFileIsReadOrRefused(@ForAll Random random) throws IOException {
        byte[] bytes = write(RandomResults.of(random));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\":,0-9enull\u0000".charAt(random.nextInt(16));
        }
        try {
            assertThat(read(bytes)).isNotNull();
        } catch (UnreadableReportException e) {
            assertThat(e.getMessage()).contains("old/result.json");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"format\":\"redundancy-result\",\"version\":2} | version 2 was written by a newer Redundancy",
                "{\"version\":1} | the field format is '', not 'redundancy-result'",
                "{\"format\":\"other\"} | the field format is 'other'",
                "{} | the field format is ''",
                "[] | an object was expected",
                "null | an object was expected",
                "`` | is empty",
                "no json | broken or truncated JSON",
                "{\"format\":\"redundancy-result\",\"version\":\"1\"} | a number was expected",
                "{\"format\":\"redundancy-result\",\"version\":99999999999} | version",
                "{\"rules\":[{\"cwes\":[\"x\"]}]} | a number was expected",
                "{\"tools\":[{\"name\":\"a\",\"weight\":-1}]} | weight of a must be a positive number, not -1",
                "{\"tools\":[{\"participation\":\"maybe\"}]} | 'maybe' is no Participation",
                "{\"clusters\":[{\"id\":\"1\"}]} | a cluster needs a finding",
                "{\"clusters\":[{\"findings\":[{\"rule\":7}]}]} | there is no rule 7 in the table of 0",
                "{\"clusters\":[{\"confidence\":7}]} | ",
                "{\"clusters\":[{\"kind\":\"dependency\",\"findings\":[]}]} | ",
                "{\"clusters\":[{\"path\":\"a\",\"region\":[-1,0,0,0]}]} | lines and columns must not be negative",
                "{\"clusters\":[{\"path\":\"a\",\"region\":[1e99,0,0,0]}]} | ",
                "{\"clusters\":[{\"baseline\":null}]} | a string was expected",
                "{\"clusters\":[{\"kind\":\"quantum\",\"findings\":[]}]} | ",
                "{\"clusters\":[null]} | an object was expected",
                "{\"verdict\":{\"began\":\"yesterday\"}} | an instant such as 2026-01-31T12:00:00Z was expected",
                "{\"verdict\":{\"cost\":{\"winners\":\"x\"}}} | a number was expected",
                "{\"verdict\":{\"attempts\":[{\"try\":0}]}} | ",
                "{\"gate\":{\"breaches\":[{\"rule\":{\"allowed\":-1}}]}} | allowed must be 0 or more",
                "{\"gate\":{\"breaches\":[{\"rule\":{\"kinds\":[\"a\",\"a\"]}}]}} | ",
                "{\"format\":\"redundancy-result\",\"version\":1,\"format\":7} | a string was expected",
            })
    void brokenFileIsRefusedWithTheReasonAndThePlace(String json, String reason) {
        assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("old/result.json")
                .hasMessageContaining(reason == null ? "" : reason);
    }

    @Test
    void fieldsOfANewerVersionAreSkipped() throws IOException {
        String json =
                "{\"format\":\"redundancy-result\",\"version\":1,\"name\":\"x\",\"mood\":{\"a\":[1,{}]},\"rule\":\"2\"}";
        assertThat(read(json.getBytes(StandardCharsets.UTF_8)).name()).isEqualTo("x");
    }

    @Test
    void deepNestingIsRefused() {
        String json = "{\"x\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("old/result.json");
    }

    static byte[] write(ScanResult result) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultJson.write(result, out);
        return out.toByteArray();
    }

    private static ScanResult read(byte[] bytes) throws IOException {
        return ResultJson.read(new ByteArrayInputStream(bytes), "old/result.json");
    }
}
