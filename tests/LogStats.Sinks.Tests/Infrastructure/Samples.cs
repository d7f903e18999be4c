using LogStats.Faults;
using LogStats.Sinks.Writer;

namespace LogStats.Sinks.Tests.Infrastructure;

/// <summary>Batches of samples, and the shortest way to give them to a sink.</summary>
internal static class Samples
{
    public static Sample[] Batch(int first, int count) => [.. Enumerable.Range(first, count).Select(static i => new Sample(i))];

    public static Sample Of(string? text) => new(1) { Text = text };

    public static ValueTask<SinkAnswer> WriteAsync(this ISink sink, params IRow[] rows)
        => sink.WriteAsync(rows, CancellationToken.None);

    public static ValueTask CompleteAsync(this ISink sink) => sink.CompleteAsync(CancellationToken.None);

    public static async Task<LogStatsException> FaultAsync(this ISink sink, params IRow[] rows)
        => await Assert.ThrowsAsync<LogStatsException>(() => sink.WriteAsync(rows).AsTask());
}
