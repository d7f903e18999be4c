namespace LogStats.Bench.Logs;

/// <summary>What kind of log is written.</summary>
internal struct RsyncdLogOptions()
{
    public LogEnvelope.Shape Envelope = LogEnvelope.Shape.Own;

    /// <summary>How many times slower than usual a transfer is: more distinct seconds in the same number of lines.</summary>
    public int Pace = 1;

    public ulong Seed = 1;
}
