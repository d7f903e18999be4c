namespace LogStats.Agent;

/// <summary>How the program ends. Scripts and service units rely on these.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int Usage = 2;

    public const int ConfigInvalid = 3;

    /// <summary>Lines were rejected, or one of several inputs failed.</summary>
    public const int PartlyDone = 4;

    /// <summary>Ctrl+C: 128 and the number of the signal, as shells have it.</summary>
    public const int Interrupted = 130;
}
