using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Sinks.Ship;

/// <summary>What batches are sent to.</summary>
internal interface IBatchReceiver : IDisposable
{
    /// <summary>Where it is, as it may be shown.</summary>
    string Shown { get; }

    /// <summary>Whether it keeps marks and claims; otherwise nothing is asked, and every batch is taken for new.</summary>
    bool HasMarks { get; }

    Task<Answered<bool>> ClaimAsync(SourceClaim claim, CancellationToken stop);

    Task<Answered<ReceiverMarks>> AskAsync(IReadOnlyList<string> files, IReadOnlyList<string> like, CancellationToken stop);

    Task<Answered<BatchAnswer>> SendAsync(OutgoingBatch batch, string claim, CancellationToken stop);
}

/// <summary>An answer, or why there is none.</summary>
/// <param name="Value">What was answered, where there is no fault.</param>
/// <param name="Fault">What went wrong. It may pass, and then the same is asked again.</param>
/// <param name="Wait">How long the receiver asks to be left alone.</param>
internal readonly record struct Answered<T>(T? Value, LogStatsException? Fault = null, TimeSpan? Wait = null);

/// <summary>What a receiver has of some files.</summary>
/// <param name="Marks">Of those that were asked for by name.</param>
/// <param name="Known">Of those that are called alike but for the number.</param>
internal sealed record ReceiverMarks(IReadOnlyDictionary<string, long> Marks, IReadOnlyDictionary<string, KnownFile> Known);

/// <summary>A file as its receiver knows it.</summary>
/// <param name="Mark">Up to where it is there.</param>
/// <param name="Start">Where the last batch began that was stored.</param>
/// <param name="Content">SHA-256 of its lines; null if that is not known any more.</param>
internal readonly record struct KnownFile(long Mark, long Start, string? Content);
