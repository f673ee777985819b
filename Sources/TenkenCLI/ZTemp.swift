import ArgumentParser
import Model
struct DemoCommand: ParsableCommand { func run() {} }
struct DemoDeviceCommand: ParsableCommand { func run() {} }
