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
 * Who has which partition of a topic at one moment.
 *
 * @param stable whether the group has come to rest
 * @param members in the group
 * @param owners member by partition
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
            // Not there yet, or its coordinator is just starting.
            return NOBODY;
        }
    }

    /** Whether so many members share all partitions. */
    boolean isSharedBy(int expectedMembers, int partitions) {
        return stable && members == expectedMembers && owners.size() == partitions;
    }

    /** Partitions that have another owner later. */
    long movedUntil(Ownership later) {
        return owners.entrySet().stream()
                .filter(owned -> !owned.getValue().equals(later.owners.get(owned.getKey())))
                .count();
    }

    /** Those of them that went from one member to another though both were there before and after. */
    long movedInVainUntil(Ownership later) {
        return owners.entrySet().stream()
                .filter(owned -> !owned.getValue().equals(later.owners.get(owned.getKey())))
                .filter(owned -> later.owners.containsValue(owned.getValue()))
                .filter(owned -> owners.containsValue(later.owners.get(owned.getKey())))
                .count();
    }
}
