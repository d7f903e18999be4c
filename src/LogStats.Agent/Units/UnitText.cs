using System.Text;

namespace LogStats.Agent.Units;

/// <summary>
/// A unit of systemd for one command: it may do what the command needs and nothing else. What .NET itself needs is left open: memory that
/// is written and then run, because it compiles while it runs.
/// </summary>
internal sealed class UnitText(ServiceCommand command, string name, string user, IReadOnlyList<string> program)
{
    private const string Logs = "/var/log";
    private const string State = "/var/lib/logstats";

    private readonly StringBuilder _text = new();

    public static string Write(ServiceCommand command, string name, string user, IReadOnlyList<string> program)
    {
        UnitText unit = new(command, name, user, program);
        unit.Write();
        return unit._text.ToString();
    }

    private void Write()
    {
        Line($"# /etc/systemd/system/{name}.service");
        Line($"# Once: useradd --system --home-dir {State} --shell /usr/sbin/nologin {user}");
        Line($"# Then: systemctl daemon-reload && systemctl enable --now {name}");
        Line("[Unit]");
        Line($"Description=LogStats {command.Verb}");
        Line("Documentation=man:systemd.exec(5)");
        Line("Wants=network-online.target");
        Line("After=network-online.target");
        Line("");
        Line("[Service]");
        Line(command.Notifies ? "Type=notify" : "Type=exec");
        Line($"ExecStart={string.Join(' ', [.. program.Select(Quote), command.Verb, .. command.Arguments.Select(Quote)])}");
        foreach ((string secret, string path) in command.Secrets)
        {
            Line($"LoadCredential={secret}:{path}");
        }

        Line("Restart=on-failure");
        Line("RestartSec=5s");
        Line("TimeoutStopSec=15s");
        Line("");
        Line($"User={user}");
        if (command.Reads.Any(static path => path.StartsWith(Logs + "/", StringComparison.Ordinal)))
        {
            Line("SupplementaryGroups=adm");
        }

        Line("StateDirectory=logstats");
        Line("StateDirectoryMode=0750");
        Line("UMask=0027");
        foreach (string folder in command.Writes.Where(static folder => folder != State && !folder.StartsWith(State + "/", StringComparison.Ordinal)))
        {
            Line($"ReadWritePaths={Quote(folder)}");
        }

        Sandbox();
        Line("");
        Line("[Install]");
        Line("WantedBy=multi-user.target");
    }

    private void Sandbox()
    {
        bool home = command.Reads.Concat(command.Writes).Any(static path => path.StartsWith("/home/", StringComparison.Ordinal) || path.StartsWith("/root/", StringComparison.Ordinal));
        bool temporary = command.Reads.Concat(command.Writes).Any(static path => path.StartsWith("/tmp/", StringComparison.Ordinal) || path.StartsWith("/var/tmp/", StringComparison.Ordinal));
        Line("");
        Line("NoNewPrivileges=yes");
        Line(command.ListensLow ? "CapabilityBoundingSet=CAP_NET_BIND_SERVICE" : "CapabilityBoundingSet=");
        Line(command.ListensLow ? "AmbientCapabilities=CAP_NET_BIND_SERVICE" : "AmbientCapabilities=");
        Line("ProtectSystem=strict");
        Line($"ProtectHome={(home ? "read-only" : "yes")}");
        Line($"PrivateTmp={(temporary ? "no" : "yes")}");
        foreach (string option in (string[])[
            "PrivateDevices", "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups", "ProtectClock",
            "ProtectHostname", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality", "RemoveIPC"])
        {
            Line($"{option}=yes");
        }

        Line("ProtectProc=invisible");
        Line("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6");
        Line("SystemCallArchitectures=native");
        Line("SystemCallFilter=@system-service");
        Line("SystemCallFilter=~@privileged @resources");
        Line("SystemCallErrorNumber=EPERM");
        Line("LimitNOFILE=65536");
        Line("MemoryMax=512M");
    }

    /// <summary>As systemd reads a word of a command: percent and dollar signs mean something to it.</summary>
    private static string Quote(string word)
    {
        string plain = word.Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal);
        return plain.Length > 0 && plain.All(static letter => char.IsAsciiLetterOrDigit(letter) || "/.:=@%+,_-*?&$[]".Contains(letter, StringComparison.Ordinal))
            ? plain
            : $"\"{plain.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private void Line(string line) => _text.Append(line).Append('\n');
}
