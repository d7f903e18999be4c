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
    private (ulong Process, ulong Address)[]? _peers;

    /// <summary>Which of the known formats was found; -1 while none was.</summary>
    public int Known { get; set; } = -1;

    public void Remember(in RsyncLine line)
    {
        _peers ??= new (ulong, ulong)[Slots];
        ulong process = Process(in line);
        _peers[process % Slots] = (process, ByteHash.Of(line.Address));
    }

    public bool Agrees(in RsyncLine line)
    {
        if (_peers is null || line.Address.IsEmpty)
        {
            return true;
        }

        ulong process = Process(in line);
        (ulong known, ulong address) = _peers[process % Slots];
        return known != process || address == ByteHash.Of(line.Address);
    }

    private static ulong Process(in RsyncLine line) => (line.Origin ^ ((ulong)(uint)line.ProcessId * 0x9E3779B97F4A7C15)) | 1;
}
