using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>
/// What helps to guess the log format where it was not given: the format that was found before, and which address the
/// daemon itself named for a process when it connected or asked. A line of a guessed format has to name the same: else
/// it is the line of another, and what looks like an address in it is part of a name that a client chose. Addresses are
/// kept of the latest processes only; of others nothing is known and nothing objected to.
/// </summary>
internal sealed class TransferGuess
{
    private const int Slots = 1024;
    private Peer[]? _peers;

    /// <summary>Which of the known formats was found; -1 while none was.</summary>
    public int Known { get; set; } = -1;

    public void Remember(in RsyncLine line) => Remember(Process(line.Origin, line.ProcessId), line.Address);

    /// <summary>A session that was begun before a restart.</summary>
    public void Remember(RsyncSession session)
    {
        if (!session.Address.IsEmpty)
        {
            Remember(Process(session.Key.Origin, session.Key.ProcessId), session.Address);
        }
    }

    public bool Agrees(in RsyncLine line)
    {
        if (_peers is null || line.Address.IsEmpty)
        {
            return true;
        }

        ulong process = Process(line.Origin, line.ProcessId);
        ref Peer known = ref _peers[process % Slots];
        return known.Process != process || known.Address == ByteHash.Of(line.Address);
    }

    private static ulong Process(ulong origin, int processId) => (origin ^ ((ulong)(uint)processId * 0x9E3779B97F4A7C15)) | 1;

    private void Remember(ulong process, ReadOnlySpan<byte> address)
    {
        _peers ??= new Peer[Slots];
        _peers[process % Slots] = new Peer { Process = process, Address = ByteHash.Of(address) };
    }

    private struct Peer
    {
        public ulong Process;
        public ulong Address;
    }
}
