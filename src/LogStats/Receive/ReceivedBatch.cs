using System.Net;
using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>A batch that has arrived whole: its length, its number of lines and its hash are what its head says.</summary>
/// <param name="Source">Who sent it, as its credential says.</param>
/// <param name="Remote">From where.</param>
/// <param name="Head">What was said of it; null for one of the old form, which has no key.</param>
/// <param name="Lines">Its lines, each with its line end; the last may have none. They stay as they are until it is answered.</param>
public sealed record ReceivedBatch(string Source, IPAddress Remote, BatchHead? Head, ReadOnlyMemory<byte> Lines);
