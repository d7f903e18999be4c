using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Sinks;

/// <summary>
/// The name of one input, or of a range of it: the hash of its first line that is a record, as the keys of its records have
/// it; and when its records were.
/// </summary>
internal sealed class SourceName
{
    public bool IsKnown { get; private set; }

    public ulong Hash { get; private set; }

    public SourceTimes Times { get; } = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void See(ReadOnlySpan<byte> line, long ticks)
    {
        Times.See(ticks);
        if (!IsKnown)
        {
            Set(line);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Set(ReadOnlySpan<byte> line) => (IsKnown, Hash) = (true, ByteHash.Of(line));
}
