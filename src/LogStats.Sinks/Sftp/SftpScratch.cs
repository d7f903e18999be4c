using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>
/// A folder of this session alone: the script that answers ssh, the pinned key, and files that are read back. The script holds no secret:
/// that is in the environment of the one process that asks for it.
/// </summary>
internal sealed class SftpScratch : IDisposable
{
    private const string Variable = "LOGSTATS_ASKPASS";

    private int _files;

    public SftpScratch()
    {
        try
        {
            Folder = Directory.CreateTempSubdirectory("logstats-sftp-").FullName; // Only this account may look into it.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileWrite(Path.GetTempPath(), error);
        }
    }

    public string Folder { get; }

    public string NewFile() => Path.Join(Folder, $"{Interlocked.Increment(ref _files)}");

    /// <summary>Has ssh ask the script, and nobody else.</summary>
    public void Answer(IDictionary<string, string?> environment, SftpOptions options)
    {
        _ = environment.Remove(Variable);
        if (options.Secret is null)
        {
            environment["SSH_ASKPASS_REQUIRE"] = "never";
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            throw Fail.Value("the pass phrase or password", "***", "a key of ssh-agent: on Windows nothing else can be handed to ssh");
        }

        string secret = options.Secret();
        if (secret.Length == 0 || secret.Any(static letter => letter is '\n' or '\r' or '\0'))
        {
            throw Fail.Value("the pass phrase or password", "***", "a text of one line that is not empty");
        }

        string script = Path.Join(Folder, "answer");
        File.WriteAllText(script, $"#!/bin/sh\nprintf '%s\\n' \"${Variable}\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        environment["SSH_ASKPASS"] = script;
        environment["SSH_ASKPASS_REQUIRE"] = "force";
        environment[Variable] = secret;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It lies among the temporary files, which are removed in the end.
        }
    }
}
