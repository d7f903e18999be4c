namespace LogStats.Scan;

/// <summary>The numbers of the scan.</summary>
public static class ScanDefaults
{
    /// <summary>Bytes a read asks for: large enough that the call costs nothing, small enough to stay in a core's cache.</summary>
    public const int BlockSize = 1 << 18;

    /// <summary>The longest line that is looked at. A longer one is counted, sampled and refused, never held.</summary>
    public const int MaximumLine = 16 << 20;

    /// <summary>The longest message of several lines; what goes on beyond it is read line by line.</summary>
    public const int MaximumJoined = 1 << 16;

    /// <summary>How many bytes of a refused line are kept to show.</summary>
    public const int SampleLength = 240;

    /// <summary>Smaller files are read by one thread: starting a second costs more than it saves.</summary>
    public const long SplitFrom = 8L << 20;
}
