package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.run.Provenance;

/** A report tells which data it is about. */
final class ProvenanceTest {

    private static final String MODEL = "/* @metric\nkey: []\n*/\nSELECT SUM(id) AS ids FROM orders\n";

    @TempDir
    private Path root;

    private ProjectTree tree;

    @BeforeEach
    void project() {
        tree = shop(root.resolve("one"));
    }

    private static ProjectTree shop(Path root) {
        return new ProjectTree(root)
                .main("shop/sources.sql", "CREATE TABLE orders (id INTEGER);")
                .main("shop/ids.sql", MODEL)
                .test("shop/noon/input/orders.csv", "id\n1\n")
                .test("shop/noon/expected/ids.csv", "ids\n1\n")
                .test("shop/late/input/orders/part-1.csv", "id\n1\n")
                .test("shop/late/input/orders/part-2.csv", "id\n2\n")
                .test("shop/late/expected/ids.csv", "ids\n3\n");
    }

    @Test
    void the_digest_is_that_of_a_list_of_checksums() throws Exception {
        String list = line("ids\n3\n", "shop/late/expected/ids.csv")
                + line("id\n1\n", "shop/late/input/orders/part-1.csv")
                + line("id\n2\n", "shop/late/input/orders/part-2.csv")
                + line("ids\n1\n", "shop/noon/expected/ids.csv")
                + line("id\n1\n", "shop/noon/input/orders.csv");

        assertThat(provenance()).isEqualTo(new Provenance(Optional.empty(), Optional.of("sha256:" + sha256(list))));
    }

    private static String line(String content, String name) throws Exception {
        return sha256(content) + "  " + name + "\n";
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void it_is_the_same_in_another_place_and_another_one_for_other_data() {
        Optional<String> digest = provenance().dataDigest();

        tree.main("shop/ids.sql", MODEL + "-- a comment\n").test("shop/noon/README.md", "a note");
        assertThat(provenance().dataDigest()).isEqualTo(digest);
        assertThat(shop(root.resolve("two")).verify().provenance().dataDigest()).isEqualTo(digest);
        tree.test("shop/noon/expected/ids.csv", "ids\n2\n");
        assertThat(provenance().dataDigest()).isNotEqualTo(digest);
    }

    @Test
    void it_is_about_the_fixtures_that_took_part() {
        Optional<String> both = provenance().dataDigest();
        tree.selection(new Selection(List.of("shop/noon"), List.of()));
        Optional<String> one = provenance().dataDigest();

        assertThat(one).isPresent().isNotEqualTo(both);
        tree.test("shop/late/input/orders/part-1.csv", "id\n7\n");
        assertThat(provenance().dataDigest()).isEqualTo(one);
    }

    @Test
    void an_input_that_lies_elsewhere_counts_by_its_source() {
        tree.test("shop/noon/fixture.yaml", "inputs: {orders: ../../../../../external/orders.csv}\n");
        tree.file("external/orders.csv", "id\n1\n");
        tree.selection(new Selection(List.of("shop/noon"), List.of()));
        Path inside = tree.root().resolve("src/test/lakehouse/shop/noon/input/orders.csv");
        assertThat(inside.toFile().delete()).isTrue();

        Optional<String> digest = provenance().dataDigest();
        tree.file("external/orders.csv", "id\n2\n");

        assertThat(provenance().dataDigest()).isPresent().isNotEqualTo(digest);
    }

    private Provenance provenance() {
        return tree.verify().provenance();
    }
}
