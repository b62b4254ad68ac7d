"""Prints a topic from its beginning to its current end, one line of JSON per record.

    python read.py KAFKA REGISTRY TOPIC
"""

import json
import sys

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

kafka, registry, topic = sys.argv[1:]
decode = AvroDeserializer(SchemaRegistryClient({"url": registry}))
consumer = Consumer({
    "bootstrap.servers": kafka,
    "group.id": "read",
    "enable.auto.commit": False,
    "enable.partition.eof": True,
    # Detector and aggregator write in transactions.
    "isolation.level": "read_committed",
})
unread = set(consumer.list_topics(topic, timeout=10).topics[topic].partitions)
consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in unread])
while unread:
    record = consumer.poll(10)
    if record is None:
        sys.exit(f"Kafka at {kafka} has sent nothing of {topic} for 10 s")
    if record.error():
        if record.error().code() != KafkaError._PARTITION_EOF:
            raise KafkaException(record.error())
        unread.discard(record.partition())
        continue
    headers = record.headers() or []
    value = decode(record.value(), SerializationContext(topic, MessageField.VALUE, headers))
    line = {
        "key": record.key().decode(),
        **{name: text.decode() for name, text in headers if name.startswith("ce_")},
        "value": value,
    }
    print(json.dumps(line, default=lambda other: f"{len(other)} bytes" if isinstance(other, bytes) else other.isoformat()))
consumer.close()
