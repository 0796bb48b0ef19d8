package hubfloor.config.model;

import java.util.List;

/**
 * Where parcels are put into bags, cages and ULDs.
 *
 * @param loads at a station: another container's label scanned while one is open loads it into that one
 * @param labels at a station: which labels are containers', of {@code sscc}, {@code grai}, {@code giai}, {@code uld}
 */
public record ContainersConfig(boolean loads, List<String> labels) {
    public ContainersConfig {
        labels = List.copyOf(labels);
    }
}
