using LogStats.Elf;
using LogStats.PgBouncer;
using LogStats.Rsync;
using LogStats.Tstat;

namespace LogStats.Kinds;

/// <summary>Every family that can be read. Adding one is a line here and a folder of its own.</summary>
public static class LogKinds
{
    public static IReadOnlyList<LogKind> All { get; } = [new RsyncKind(), new PgBouncerKind(), new TstatKind(), new ElfKind()];

    public static LogKind Find(string name) => All.First(kind => kind.Name == name);
}
