using Xunit;

namespace LogStats.Servers.Tests.Sftp;

/// <summary>A test that needs a server of OpenSSH, and strace where it says so: skipped where they are not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsSshdFactAttribute : FactAttribute
{
    public NeedsSshdFactAttribute(string? besides = null)
        => Skip = NeedsTheoryAttribute.Lack("sshd") ?? NeedsTheoryAttribute.Lack("sftp") ?? (besides is null ? null : NeedsTheoryAttribute.Lack(besides));
}
