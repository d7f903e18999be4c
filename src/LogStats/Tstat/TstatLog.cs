namespace LogStats.Tstat;

/// <summary>What the rows below a header are, by its columns.</summary>
internal enum TstatLog : byte
{
    /// <summary>Columns that are kept by name: logs of video, HTTP, chat and multimedia.</summary>
    Other,

    Tcp,

    Udp,
}
