using System.Collections;
using LogStats.Faults;
using LogStats.Sinks.RabbitMq;

namespace LogStats.Sinks.Tests.RabbitMq;

/// <summary>Text becomes what the option is.</summary>
public sealed class QueueOptionsTests
{
    [Fact]
    public void Values_get_the_types_that_the_options_have()
    {
        QueueOptions options = QueueOptions.Of(
        [
            new("durable", "False"), new("auto_delete", "yes"), new("exclusive", "false"), new("passive", false), new("queue-type", "quorum"),
            new("x-max-length", "5000"), new("X-Message-TTL", 60000), new("x-single-active-consumer", "true"), new("x-overflow", "reject-publish"), new("x-own", 7u),
        ])!;
        Assert.Equal((false, true, false), (options.Durable, options.AutoDelete, options.Passive));
        Assert.Equal(
            [
                ("x-max-length", 5000L), ("x-message-ttl", 60000L), ("x-overflow", "reject-publish"), ("x-own", 7L), ("x-queue-type", "quorum"), ("x-single-active-consumer", true),
            ],
            options.Arguments.Select(static one => (one.Key, one.Value)));
    }

    [Fact]
    public void Arguments_may_stand_in_a_table_of_their_own()
        => Assert.Equal(9L, QueueOptions.Of([new("arguments", new Hashtable { ["x-expires"] = "9" })])!.Arguments["x-expires"]);

    [Fact]
    public void None_are_none() => Assert.Null(QueueOptions.Of([]));

    [Theory]
    [InlineData("durable", "maybe", "true or false")]
    [InlineData("x-max-length", "many", "a whole number")]
    [InlineData("exclusive", "true", "deleted, with all in it")]
    [InlineData("colour", "red", "x-queue-type")]
    public void What_an_option_cannot_be_is_said(string name, string value, string expected)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => QueueOptions.Of([new(name, value)]));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains(expected, fault.Advice, StringComparison.Ordinal);
    }
}
