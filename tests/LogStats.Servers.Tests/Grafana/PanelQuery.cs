namespace LogStats.Servers.Tests.Grafana;

/// <summary>One query of one panel.</summary>
internal sealed record PanelQuery(string Panel, string Type, string Format, string Text);
