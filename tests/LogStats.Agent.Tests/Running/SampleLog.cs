namespace LogStats.Agent.Tests.Running;

/// <summary>A log that a real rsync daemon wrote: 834 lines, all of them readable, 45 transfers.</summary>
internal static class SampleLog
{
    public const int Lines = 834;

    public const int Transfers = 45;

    public static string Path { get; } = System.IO.Path.Join(AppContext.BaseDirectory, "Data", "rsyncd-default.log");

    public static byte[] Bytes => File.ReadAllBytes(Path);
}
