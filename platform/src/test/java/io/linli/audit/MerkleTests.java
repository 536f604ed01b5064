package io.linli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTests {

    private static final HexFormat HEX = HexFormat.of();
    private static final int TRIES = 2_000;

    private final Random random = new Random(20261122);

    /** The leaves and roots that the reference implementations of Certificate Transparency are tested with. */
    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void isTheTreeOfRfc6962(int leaves, String root) {
        var contents = Stream.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f")
                .limit(leaves)
                .map(HEX::parseHex)
                .map(Merkle::leaf)
                .toList();

        assertThat(HEX.formatHex(Merkle.root(contents))).isEqualTo(root);
    }

    @Test
    void changesWithEveryLeafThatIsChangedTakenAwayPutInOrMoved() {
        for (int n = 0; n < TRIES; n++) {
            var leaves = leaves(1 + random.nextInt(70));
            var root = HEX.formatHex(Merkle.root(leaves));
            int at = random.nextInt(leaves.size());

            assertThat(HEX.formatHex(Merkle.root(List.copyOf(leaves)))).isEqualTo(root);
            var changed = new ArrayList<>(leaves);
            var leaf = changed.get(at).clone();
            leaf[random.nextInt(leaf.length)] ^= (byte) (1 << random.nextInt(8));
            changed.set(at, leaf);
            differs(changed, root);
            var shorter = new ArrayList<>(leaves);
            shorter.remove(at);
            differs(shorter, root);
            var longer = new ArrayList<>(leaves);
            longer.add(random.nextInt(leaves.size() + 1), leaves(1).getFirst());
            differs(longer, root);
            var twice = new ArrayList<>(leaves);
            twice.add(leaves.getLast()); // where a tree that fills up with copies would not see it
            differs(twice, root);
            if (leaves.size() > 1) {
                var moved = new ArrayList<>(leaves);
                Collections.swap(moved, at, (at + 1) % leaves.size());
                differs(moved, root);
            }
        }
    }

    @Test
    void takesNoNodeForALeaf() {
        for (int n = 0; n < TRIES; n++) {
            var leaves = leaves(4);
            var nodes = List.of(Merkle.root(leaves.subList(0, 2)), Merkle.root(leaves.subList(2, 4)));
            var content = new byte[2 * Merkle.HASH];
            System.arraycopy(nodes.getFirst(), 0, content, 0, Merkle.HASH);
            System.arraycopy(nodes.getLast(), 0, content, Merkle.HASH, Merkle.HASH);

            assertThat(Merkle.root(leaves)).isEqualTo(Merkle.root(nodes)).isNotEqualTo(Merkle.leaf(content));
        }
    }

    private static void differs(List<byte[]> leaves, String root) {
        assertThat(HEX.formatHex(Merkle.root(leaves))).isNotEqualTo(root);
    }

    private List<byte[]> leaves(int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> {
                    var content = new byte[16 + random.nextInt(40)]; // no two alike
                    random.nextBytes(content);
                    return Merkle.leaf(content);
                })
                .toList();
    }
}
