package dev.hawkeye.bench.scale;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * The owners of a topic's partitions at one moment.
 *
 * @param stable whether the group is stable
 * @param members number of group members
 * @param owners members by partition
 */
record Ownership(boolean stable, int members, Map<Integer, String> owners) {
    static final Ownership NOBODY = new Ownership(false, 0, Map.of());

    Ownership {
        owners = Map.copyOf(owners);
    }

    static Ownership of(Admin admin, String group, String topic) throws InterruptedException {
        try {
            ConsumerGroupDescription description = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            Map<Integer, String> owners = new HashMap<>();
            for (MemberDescription member : description.members()) {
                for (TopicPartition partition : member.assignment().topicPartitions()) {
                    if (partition.topic().equals(topic)) {
                        owners.put(partition.partition(), member.consumerId());
                    }
                }
            }
            boolean stable = description.groupState() == GroupState.STABLE;
            return new Ownership(stable, description.members().size(), owners);
        } catch (ExecutionException e) {
            // The group does not exist yet, or its coordinator is still starting.
            return NOBODY;
        }
    }

    /** Whether this many members share all partitions. */
    boolean isSharedBy(int expectedMembers, int partitions) {
        return stable && members == expectedMembers && owners.size() == partitions;
    }

    /** The number of partitions that have another owner later. */
    long movedUntil(Ownership later) {
        return owners.entrySet().stream()
                .filter(owned -> !owned.getValue().equals(later.owners.get(owned.getKey())))
                .count();
    }

    /** The number of partitions that moved between members that were both present before and after. */
    long movedInVainUntil(Ownership later) {
        return owners.entrySet().stream()
                .filter(owned -> !owned.getValue().equals(later.owners.get(owned.getKey())))
                .filter(owned -> later.owners.containsValue(owned.getValue()))
                .filter(owned -> owners.containsValue(later.owners.get(owned.getKey())))
                .count();
    }
}
