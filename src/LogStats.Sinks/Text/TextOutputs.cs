using LogStats.Faults;

namespace LogStats.Sinks.Text;

/// <summary>Chooses how a target is written: a stream, a device, a file that grows, a file that is replaced.</summary>
internal static class TextOutputs
{
    private const string StreamName = "-";

    /// <exception cref="LogStatsException">The file cannot be written, or is there and must not be touched.</exception>
    public static TextOutput Open(TextSinkOptions options)
    {
        if (options.Path is not { } path)
        {
            return new StreamOutput(StreamName,
                options.Stream ?? throw new ArgumentException("Neither a path nor a stream is given.", nameof(options)),
                options.LeaveOpen);
        }

        try
        {
            return OpenFile(path, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw TextFaults.Open(path, error);
        }
    }

    private static TextOutput OpenFile(string path, TextSinkOptions options)
    {
        // Through a symbolic link to what it names: replacing the link itself would leave the real file behind.
        string full = Path.GetFullPath(path);
        FileInfo file = new(full);
        string real = file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        if (Directory.Exists(real))
        {
            throw TextFaults.IsFolder(path);
        }

        bool there = File.Exists(real);
        if (there && options is { NoClobber: true, Append: false })
        {
            throw TextFaults.Exists(path);
        }

        if (!there && !options.Append)
        {
            return new ReplacedFile(path, real, options.NoClobber);
        }

        // Opened even when it will be replaced: a file that may not be written must not be replaced either, and a
        // device must be written through, never be replaced by a file.
        FileStream stream = new(real, there ? FileMode.Open : FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (!stream.CanSeek || IsDevice(real))
        {
            return new StreamOutput(path, stream, leaveOpen: false);
        }

        if (options.Append)
        {
            return new AppendedFile(path, stream);
        }

        stream.Dispose();
        return new ReplacedFile(path, real, options.NoClobber);
    }

    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
