using LogStats.Sinks.Sftp;

namespace LogStats.Sinks.Tests.Sftp;

/// <summary>Stands in for the client of OpenSSH where no real server behaves so: a script that reads commands and says what it likes.</summary>
internal sealed class FakeSftp : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logstats-fake-sftp-");

    /// <param name="cases">What it does for commands, as branches of a <c>case</c> of sh over <c>$line</c>; all others succeed.</param>
    public FakeSftp(string cases)
    {
        string script = Path.Join(_folder.FullName, "sftp");
        File.WriteAllText(script, $"#!/bin/sh\nwhile IFS= read -r line; do\nprintf 'sftp> %s\\n' \"$line\"\ncase \"$line\" in\n{cases}\nesac\ndone\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Options = new SftpOptions { Address = SftpAddress.Parse("sftp://host/in"), Client = script, Tries = 1, Pause = TimeSpan.Zero };
    }

    public SftpOptions Options { get; }

    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Join(_folder.FullName, name), text);
        return Path.Join(_folder.FullName, name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
