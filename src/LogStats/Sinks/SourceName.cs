using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Sinks;

/// <summary>The name of one input: the hash of its first line that is a record, as the keys of its records have it.</summary>
internal sealed class SourceName
{
    public bool IsKnown { get; private set; }

    public ulong Hash { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void See(ReadOnlySpan<byte> line)
    {
        if (!IsKnown)
        {
            Set(line);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Set(ReadOnlySpan<byte> line) => (IsKnown, Hash) = (true, ByteHash.Of(line));
}
