using System.CommandLine;
namespace LogStats.Agent.Verbs;
internal sealed class DemoVerb : Command { public DemoVerb() : base("demo", "x") { } }
