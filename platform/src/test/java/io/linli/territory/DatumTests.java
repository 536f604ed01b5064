package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatumTests {

    // the test values of eviltransform (MIT), which takes another ellipsoid: a few centimetres
    @ParameterizedTest
    @CsvSource({
        "121.5272106, 31.1774276, 121.531541859215, 31.17530398364597",
        "113.912316, 22.543847, 113.9171764808363, 22.540796131694766",
        "116.377817, 39.911954, 116.38404722455657, 39.91334545536069"
    })
    void movesToGcj02AsMapServicesDo(double longitude, double latitude, double movedLongitude, double movedLatitude) {
        var moved = Datum.GCJ02.fromCgcs2000(new GeoPoint(longitude, latitude));

        assertThat(metres(moved, new GeoPoint(movedLongitude, movedLatitude))).isLessThan(0.05);
        assertThat(metres(moved, new GeoPoint(longitude, latitude))).isBetween(100.0, 1_000.0);
    }

    // the values in the documentation of coordtransform (MIT)
    @Test
    void agreesWithKnownValuesInBeijing() {
        var moved = Datum.GCJ02.fromCgcs2000(new GeoPoint(116.404, 39.915));
        assertThat(metres(moved, new GeoPoint(116.41024449916938, 39.91640428150164)))
                .isLessThan(0.001);

        var plain = Datum.GCJ02.toCgcs2000(moved);
        assertThat(metres(plain, new GeoPoint(116.404, 39.915))).isLessThan(0.001);

        // BD-09 of the GCJ-02 place 116.404, 39.915
        var gcj02 =
                Datum.GCJ02.fromCgcs2000(Datum.BD09.toCgcs2000(new GeoPoint(116.41036949371029, 39.92133699351021)));
        assertThat(metres(gcj02, new GeoPoint(116.404, 39.915))).isLessThan(0.01);
    }

    @ParameterizedTest
    @EnumSource(Datum.class)
    void comesBackToWhereItStarted(Datum datum) {
        var random = new Random(430181);
        for (int i = 0; i < 2_000; i++) {
            var point = new GeoPoint(74 + random.nextDouble() * 60, 4 + random.nextDouble() * 49);
            assertThat(metres(datum.toCgcs2000(datum.fromCgcs2000(point)), point))
                    .as("%s %s", datum, point)
                    .isLessThan(0.1);
        }
    }

    @Test
    void leavesPlacesOutsideChinaAlone() {
        var paris = new GeoPoint(2.3522, 48.8566);
        assertThat(Datum.GCJ02.toCgcs2000(paris)).isEqualTo(paris);
        assertThat(Datum.GCJ02.fromCgcs2000(paris)).isEqualTo(paris);
        assertThat(Datum.BD09.toCgcs2000(paris)).isEqualTo(paris);
    }

    @Test
    void takesWgs84AsItIs() {
        var point = new GeoPoint(113.64, 28.16);
        assertThat(Datum.of(Crs.WGS84).toCgcs2000(point)).isEqualTo(point);
        assertThat(Datum.of(Crs.CGCS2000).toCgcs2000(point)).isEqualTo(point);
        assertThat(Datum.of(Crs.GCJ02)).isEqualTo(Datum.GCJ02);
        assertThat(Datum.of(Crs.BD09)).isEqualTo(Datum.BD09);
    }

    private static double metres(GeoPoint one, GeoPoint other) {
        return Metres.around(one).to(other);
    }
}
