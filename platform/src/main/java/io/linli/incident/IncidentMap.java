package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.GeoPoint;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Open incidents on a map: each of them while they are few, gathered in squares when they are many. */
@Service
public class IncidentMap {

    private static final int FEW = 200;
    private static final double SQUARE = 64; // pixels of a map whose tiles have 256
    private static final int MOST_ACROSS = 40;

    private final IncidentSearch search;

    IncidentMap(IncidentSearch search) {
        this.search = search;
    }

    /** What lies in the frame: points, or else clusters. */
    public record Layer(List<Cluster> clusters, List<Point> points) {}

    /** The middle of those gathered. */
    public record Cluster(double longitude, double latitude, long count) {}

    public record Point(
            IncidentId id, double longitude, double latitude, IncidentStatus status, boolean urgent, String title) {}

    /** The part of the map that is shown. */
    public record Frame(GeoPoint southwest, GeoPoint northeast, double zoom) {}

    public Layer layer(Caller caller, IncidentFilter filter, Frame frame) {
        var points = framed(caller, filter, frame)
                .select("i.id, i.longitude, i.latitude, i.status, i.urgent, i.title")
                .limit(FEW + 1)
                .list((row, n) -> new Point(
                        new IncidentId(row.getObject(1, UUID.class)),
                        row.getDouble(2),
                        row.getDouble(3),
                        IncidentStatus.valueOf(row.getString(4)),
                        row.getBoolean(5),
                        row.getString(6)));
        if (points.size() <= FEW) {
            return new Layer(List.of(), points);
        }
        // no finer than so many squares hold, or some of what is in the frame would be left out
        var side = Math.max(
                360 / Math.pow(2, frame.zoom()) * SQUARE / 256,
                Math.max(
                                frame.northeast().longitude()
                                        - frame.southwest().longitude(),
                                frame.northeast().latitude() - frame.southwest().latitude())
                        / MOST_ACROSS);
        var clusters = framed(caller, filter, frame)
                .select("avg(i.longitude), avg(i.latitude), count(*)")
                .groupBy("floor(i.longitude / " + side + "), floor(i.latitude / " + side + ")")
                .list((row, n) -> new Cluster(row.getDouble(1), row.getDouble(2), row.getLong(3)));
        return new Layer(clusters, List.of());
    }

    private ScopedQuery.Query framed(Caller caller, IncidentFilter filter, Frame frame) {
        var query = search.query(caller, filter)
                .and(
                        "i.longitude between ? and ? and i.latitude between ? and ?",
                        frame.southwest().longitude(),
                        frame.northeast().longitude(),
                        frame.southwest().latitude(),
                        frame.northeast().latitude());
        return filter.status().isEmpty() ? query.and(IncidentFilter.OPEN) : query;
    }
}
